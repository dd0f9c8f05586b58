import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Deadline, List, rowsOf, useUrlParams } from '#platform/web/kit/index.ts';
import type { SiteRow } from '../../contract.ts';
import { usage } from '../api.ts';
import { SiteState } from '../site/site-state.tsx';

/** Sites past their duty date that have never sent a hit. */
export function LateSites({ filters }: { filters: ReactNode }) {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const [{ q, agency }] = useUrlParams();
  const query = { q, agencyId: agency, late: 'true', sort: 'duty' as const, limit: 100 };
  const state = rowsOf<SiteRow>(useInfiniteQuery(usage.listSites.pages({ query })));
  return (
    <List<SiteRow>
      {...state}
      label={t('gaps.late')}
      columns={[
        { key: 'site', title: t('column.site'), value: ({ name }) => name, show: 'phone' },
        {
          key: 'duty',
          title: t('gaps.duty'),
          value: ({ dutyDate }) => dutyDate,
          cell: ({ dutyDate }) => dutyDate !== null && <Deadline day={dutyDate} />,
          width: '14rem',
          show: 'phone',
        },
        { key: 'owner', title: t('column.owner'), value: ({ owner }) => owner.name, width: '20rem', show: 'wide' },
        {
          key: 'state',
          title: t('column.state'),
          value: (row) => t(`state.${row.state}`),
          cell: (row) => <SiteState state={row.state} />,
          width: '13rem',
          show: 'wide',
        },
        { key: 'domain', title: t('form.domains'), value: ({ domains }) => domains[0] ?? '', show: 'choice' },
      ]}
      rowKey={({ code }) => String(code)}
      search={t('gaps.search')}
      filters={filters}
      empty={{ title: t('gaps.lateNone'), text: t('gaps.lateNoneText') }}
      onOpen={({ code }) => void navigate({ to: `/sites/${code}/embed` })}
      sortable={false}
    />
  );
}
