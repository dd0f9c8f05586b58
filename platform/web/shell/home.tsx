import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/empty.tsx';
import { Page } from '../kit/page.tsx';
import type { WebModule } from '../module.ts';
import { useSession } from '../session.ts';
import { useFormat } from '../use-format.ts';
import { ScreenWaiting } from './screen-states.tsx';
import styles from './shell.module.css';

/** My work: what each module has for me. A chairman reads it in two minutes. */
export function Home({ modules }: { modules: readonly WebModule[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { person } = useSession();
  const cards = modules.flatMap(({ name, home }) => (home ? [{ name, Card: home }] : []));
  const [today] = useState(() => new Date());
  const unit = [person.position, person.unitName].filter(Boolean).join(', ');
  return (
    <Page title={t('home.hello', { name: person.name })} lead={[unit, format.day(today)].filter(Boolean).join(' · ')}>
      <Suspense fallback={<ScreenWaiting />}>
        <div className={styles.cards}>
          {cards.map(({ name, Card }) => (
            <Card key={name} />
          ))}
        </div>
      </Suspense>
      {cards.length === 0 && <Empty title={t('home.empty')} text={t('home.emptyText')} />}
    </Page>
  );
}
