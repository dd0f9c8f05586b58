import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { SourceKind, type SourceRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { Share } from './share.tsx';
import { KEEP, useTableInput } from './use-table-input.ts';

export function SourcesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const [chosen, setKind] = useUrlParam('kind');
  const kind = SourceKind.options.find((one) => one === chosen);
  const { params, query } = useTableInput();
  const state = rowsOf<SourceRow>(
    useInfiniteQuery({ ...usage.listSources.pages({ params, query: { ...query, kind } }), ...KEEP }),
  );
  const most = Math.max(0, ...(state.rows?.map(({ visits }) => visits) ?? []));
  return (
    <List<SourceRow>
      {...state}
      label={t('table.sources')}
      columns={[
        {
          key: 'name',
          title: t('column.source'),
          value: (row) => row.name || t(`source.${row.kind}`),
        },
        { key: 'kind', title: t('column.kind'), value: (row) => t(`source.${row.kind}`), width: '14rem', show: 'wide' },
        {
          key: 'visits',
          title: t('column.visits'),
          value: ({ visits }) => visits,
          cell: ({ visits }) => <Share count={visits} most={most} />,
          align: 'right',
          width: '13rem',
          show: 'phone',
        },
        {
          key: 'bounces',
          title: t('figure.bounceRate'),
          value: ({ visits, bounces }) => (visits === 0 ? null : bounces / visits),
          as: 'percent',
          cell: ({ visits, bounces }) => (visits === 0 ? '–' : format.percent(bounces / visits)),
          align: 'right',
          width: '9rem',
          show: 'wide',
        },
      ]}
      rowKey={(row) => `${row.kind} ${row.name}`}
      search={t('report.searchSources')}
      filters={
        <Select
          aria-label={t('column.kind')}
          placeholder={t('column.kind')}
          data={SourceKind.options.map((one) => ({ value: one, label: t(`source.${one}`) }))}
          value={kind ?? null}
          onChange={(value) => setKind(value ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': t('board.clear', { what: t('column.kind') }) }}
        />
      }
      empty={{ title: t('report.nothing'), text: t('report.noVisitsText') }}
    />
  );
}
