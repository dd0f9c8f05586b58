import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { DayRange, Figure, FigureRow, List, Page, rowsOf, useDays, useUrlParam } from '#platform/web/kit/index.ts';
import { type FunnelRow, type FunnelTotals, ServiceView } from '../../contract.ts';
import { usage } from '../api.ts';
import report from '../report/report.module.css';
import { PublishForm } from './publish-form.tsx';
import { useFunnelColumns } from './use-funnel-columns.tsx';

/** Online services of all sites: what is seen, begun and filed; what is published and nobody asks for. */
export function ServicesScreen() {
  const { t } = useTranslation('usage');
  const days = useDays();
  const [q] = useUrlParam('q');
  const [agency, setAgency] = useUrlParam('agency');
  const [chosen, setView] = useUrlParam('view', 'all');
  const [publishing, setPublishing] = useState(false);
  const view = ServiceView.options.find((one) => one === chosen) ?? 'all';
  const query = useInfiniteQuery({
    ...usage.listFunnels.pages({
      query: { ...days, q: q || undefined, agencyId: agency || undefined, view, limit: 100 },
    }),
    placeholderData: keepPreviousData,
  });
  const first = query.data?.pages[0];
  return (
    <Page
      title={t('services.title')}
      lead={t('services.lead')}
      crumbs={[{ label: t('nav.sites'), to: '/sites' }]}
      actions={
        first?.can.publish === true && (
          <Button variant="default" onClick={() => setPublishing(true)}>
            {t('services.publish')}
          </Button>
        )
      }
    >
      <div className={report.bar}>
        <DayRange />
      </div>
      <Totals totals={first?.totals} error={query.error ?? undefined} />
      <List<FunnelRow>
        {...rowsOf<FunnelRow>(query)}
        total={first?.total ?? null}
        label={t('services.list')}
        columns={useFunnelColumns()}
        rowKey={({ service }) => service}
        search={t('services.search')}
        filters={
          <>
            <AgencyPicker inBar label={t('board.agency')} value={agency} onChange={setAgency} />
            <Select
              aria-label={t('services.view')}
              data={ServiceView.options.map((value) => ({ value, label: t(`services.views.${value}`) }))}
              value={view}
              allowDeselect={false}
              onChange={(value) => setView(value ?? 'all')}
            />
          </>
        }
        empty={{ title: t('services.none'), text: t('services.noneText') }}
      />
      <p className={report.note}>{t('services.note')}</p>
      {publishing && <PublishForm onClose={() => setPublishing(false)} />}
    </Page>
  );
}

function Totals({ totals, error }: { totals: FunnelTotals | undefined; error: unknown }) {
  const { t } = useTranslation('usage');
  const ratio = (part: number | undefined, whole: number | undefined) =>
    part === undefined || whole === undefined ? undefined : whole === 0 ? null : part / whole;
  const share = (label: string, numerator: keyof FunnelTotals, denominator: keyof FunnelTotals) => (
    <Figure
      label={label}
      as="percent"
      value={ratio(totals?.[numerator], totals?.[denominator])}
      noValue={t('services.noValue')}
      {...(totals && {
        parts: {
          numerator: totals[numerator],
          denominator: totals[denominator],
          numeratorLabel: t(`services.part.${numerator}`),
          denominatorLabel: t(`services.part.${denominator}`),
        },
      })}
      error={error}
    />
  );
  return (
    <FigureRow>
      <Figure label={t('services.seen')} value={totals?.seen} error={error} />
      {share(t('services.beginRate'), 'begun', 'seen')}
      {share(t('services.fileRate'), 'filed', 'begun')}
      {share(t('services.publishedSeen'), 'publishedSeen', 'published')}
    </FigureRow>
  );
}
