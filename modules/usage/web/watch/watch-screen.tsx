import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { AlertRow, Interruption, Site } from '../../contract.ts';
import { RulesList } from '../alerts/rules-list.tsx';
import { useAlertColumns } from '../alerts/use-alert-columns.tsx';
import { usage } from '../api.ts';
import { useGapColumns } from '../gaps/use-gap-columns.tsx';
import { NotesPanel } from '../notes/notes-panel.tsx';
import report from '../report/report.module.css';
import { useSite } from '../site/use-site.ts';

/** What is watched on a site: when it was silent, when it stood out and by which rules, what was noted. */
export function WatchScreen() {
  const site = useSite().data;
  if (!site) return <ScreenWaiting />;
  return (
    <>
      <GapsOfSite code={site.code} />
      <AlertsOfSite site={site} />
      {site.can.readReport && <NotesPanel key={site.code} site={site} />}
    </>
  );
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

function AlertsOfSite({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const query = useInfiniteQuery(usage.listAlerts.pages({ query: { site: site.code, limit: 20 } }));
  return (
    <section className={report.card} aria-labelledby="site-alerts">
      <h2 id="site-alerts" className={report.title}>
        {t('alerts.ofSite')}
      </h2>
      <List<AlertRow>
        {...rowsOf<AlertRow>(query)}
        label={t('alerts.history')}
        columns={useAlertColumns(false)}
        rowKey={({ id }) => id}
        empty={{ title: t('alerts.none'), text: t('alerts.noneText') }}
        sortable={false}
      />
      <h3 className={report.title}>{t('alerts.rules')}</h3>
      <RulesList site={{ code: site.code, name: site.name }} />
    </section>
  );
}
