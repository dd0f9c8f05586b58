import { SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { DayRange, List, Page, rowsOf, useDays, useUrlParam, useUrlParams } from '#platform/web/kit/index.ts';
import { GapState, type Interruption } from '../../contract.ts';
import { usage } from '../api.ts';
import report from '../report/report.module.css';
import { LateSites } from './late-sites.tsx';
import { useGapColumns } from './use-gap-columns.tsx';

/** Where figures are missing: interruptions of all sites, and sites that should have connected by now. */
export function InterruptionsScreen() {
  const { t } = useTranslation('usage');
  const [view, setView] = useUrlParam('view', 'gaps');
  const [agency, setAgency] = useUrlParam('agency');
  const ofAgency = <AgencyPicker inBar label={t('board.agency')} value={agency} onChange={setAgency} />;
  return (
    <Page title={t('gaps.title')} lead={t('gaps.lead')} crumbs={[{ label: t('nav.sites'), to: '/sites' }]}>
      <div className={report.bar}>
        <SegmentedControl
          aria-label={t('gaps.views')}
          value={view}
          onChange={setView}
          data={[
            { value: 'gaps', label: t('gaps.viewGaps') },
            { value: 'late', label: t('gaps.viewLate') },
          ]}
        />
        {view !== 'late' && <DayRange />}
      </div>
      {view === 'late' ? <LateSites filters={ofAgency} /> : <Gaps agencyFilter={ofAgency} />}
    </Page>
  );
}

function Gaps({ agencyFilter }: { agencyFilter: ReactNode }) {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const days = useDays();
  const [{ q, agency }] = useUrlParams();
  const [chosen, setState] = useUrlParam('state');
  const state = GapState.options.find((one) => one === chosen);
  const query = useInfiniteQuery({
    ...usage.listInterruptions.pages({ query: { ...days, q, agencyId: agency, state, limit: 100 } }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <List<Interruption>
        {...rowsOf<Interruption>(query)}
        label={t('gaps.list')}
        columns={useGapColumns(true)}
        rowKey={({ id }) => id}
        search={t('gaps.search')}
        filters={
          <>
            {agencyFilter}
            <Select
              aria-label={t('gaps.state')}
              placeholder={t('gaps.state')}
              data={GapState.options.map((one) => ({ value: one, label: t(`gaps.states.${one}`) }))}
              value={state ?? null}
              onChange={(value) => setState(value ?? '')}
              clearable
              clearButtonProps={{ 'aria-label': t('board.clear', { what: t('gaps.state') }) }}
            />
          </>
        }
        empty={{ title: t('gaps.none'), text: t('gaps.noneText') }}
        onOpen={({ site }) => void navigate({ to: `/sites/${site.code}/watch` })}
      />
      <p className={report.note}>{t('gaps.estimate')}</p>
    </>
  );
}
