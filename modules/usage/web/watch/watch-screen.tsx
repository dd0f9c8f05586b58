import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { Interruption } from '../../contract.ts';
import { usage } from '../api.ts';
import { useGapColumns } from '../gaps/use-gap-columns.tsx';
import report from '../report/report.module.css';
import { useSite } from '../site/use-site.ts';

/** What is watched on a site: when it was silent. */
export function WatchScreen() {
  const site = useSite().data;
  if (!site) return <ScreenWaiting />;
  return <GapsOfSite code={site.code} />;
}

function GapsOfSite({ code }: { code: number }) {
  const { t } = useTranslation('usage');
  const query = useInfiniteQuery(usage.listInterruptions.pages({ query: { site: code, limit: 20 } }));
  return (
    <section className={report.card} aria-labelledby="site-gaps">
      <h2 id="site-gaps" className={report.title}>
        {t('gaps.ofSite')}
      </h2>
      <List<Interruption>
        {...rowsOf<Interruption>(query)}
        label={t('gaps.list')}
        columns={useGapColumns(false)}
        rowKey={({ id }) => id}
        empty={{ title: t('gaps.noneSite'), text: t('gaps.noneText') }}
        sortable={false}
      />
      <p className={report.note}>{t('gaps.estimate')}</p>
    </section>
  );
}
