import { SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { List, Page, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import type { AlertRow } from '../../contract.ts';
import { usage } from '../api.ts';
import report from '../report/report.module.css';
import { RulesList } from './rules-list.tsx';
import { useAlertColumns } from './use-alert-columns.tsx';

const STATES = ['open', 'ended'] as const;

/** What rules found on all sites, and the rules themselves. */
export function AlertsScreen() {
  const { t } = useTranslation('usage');
  const [view, setView] = useUrlParam('view', 'history');
  const [agency, setAgency] = useUrlParam('agency');
  const ofAgency = <AgencyPicker inBar label={t('board.agency')} value={agency} onChange={setAgency} />;
  return (
    <Page title={t('alerts.title')} lead={t('alerts.lead')} crumbs={[{ label: t('nav.sites'), to: '/sites' }]}>
      <div className={report.bar}>
        <SegmentedControl
          aria-label={t('alerts.views')}
          value={view}
          onChange={setView}
          data={[
            { value: 'history', label: t('alerts.viewHistory') },
            { value: 'rules', label: t('alerts.viewRules') },
          ]}
        />
      </div>
      {view === 'rules' ? (
        <RulesList agencyId={agency || undefined} filters={ofAgency} />
      ) : (
        <History agencyId={agency || undefined} agencyFilter={ofAgency} />
      )}
    </Page>
  );
}

function History({ agencyId, agencyFilter }: { agencyId: string | undefined; agencyFilter: ReactNode }) {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const [chosen, setState] = useUrlParam('state');
  const state = STATES.find((one) => one === chosen);
  const query = useInfiniteQuery({
    ...usage.listAlerts.pages({ query: { agencyId, state, limit: 100 } }),
    placeholderData: keepPreviousData,
  });
  return (
    <List<AlertRow>
      {...rowsOf<AlertRow>(query)}
      label={t('alerts.history')}
      columns={useAlertColumns(true)}
      rowKey={({ id }) => id}
      filters={
        <>
          {agencyFilter}
          <Select
            aria-label={t('alerts.state')}
            placeholder={t('alerts.state')}
            data={STATES.map((value) => ({ value, label: t(`alerts.states.${value}`) }))}
            value={state ?? null}
            onChange={(value) => setState(value ?? '')}
            clearable
            clearButtonProps={{ 'aria-label': t('board.clear', { what: t('alerts.state') }) }}
          />
        </>
      }
      empty={{ title: t('alerts.none'), text: t('alerts.noneText') }}
      onOpen={({ site }) => void navigate({ to: `/sites/${site.code}/watch` })}
      sortable={false}
    />
  );
}
