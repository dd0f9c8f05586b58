import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../kit/page.tsx';
import type { HelpChapter, WebModule } from '../../module.ts';
import { useSession } from '../../session.ts';
import styles from './help.module.css';

const OWN: readonly HelpChapter[] = [
  { title: 'help.findTitle', text: 'help.findText' },
  { title: 'help.listTitle', text: 'help.listText' },
  { title: 'help.exportTitle', text: 'help.exportText' },
  { title: 'help.noticeTitle', text: 'help.noticeText' },
];

/** How things are done here, wheel by wheel, as far as this person may do them. */
export function HelpScreen({ modules }: { modules: readonly WebModule[] }) {
  const { t, i18n } = useTranslation();
  const { permissions } = useSession();
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  const text = (namespace: string, key: string): string => i18n.t(`${namespace}:${key}` as never);
  const parts = [
    { name: 'platform', title: t('help.common'), chapters: OWN },
    ...modules.map(({ name, wheel, help = [] }) => ({ name, title: text(name, wheel.label), chapters: help })),
  ];
  return (
    <Page title={t('help.title')} lead={t('help.lead')} width="text">
      {parts.map(({ name, title, chapters }) => {
        const shown = chapters.filter(({ permission }) => permission === undefined || permissions.has(permission));
        if (shown.length === 0) return null;
        return (
          <section key={name} id={name} aria-labelledby={`help-${name}`} className={styles.part}>
            <h2 id={`help-${name}`}>{title}</h2>
            {shown.map((chapter) => (
              <div key={chapter.title}>
                <h3>{text(name, chapter.title)}</h3>
                {text(name, chapter.text)
                  .split('\n')
                  .map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                  ))}
              </div>
            ))}
          </section>
        );
      })}
    </Page>
  );
}
