import { Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { SearchRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useCountColumns } from './use-count-columns.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

/** What people searched for on the site, and what they did not find. */
export function SearchesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const [chosen, setKind] = useUrlParam('kind');
  const withoutResult = chosen === 'without';
  const { params, query } = useTableInput();
  const state = rowsOf<SearchRow>(
    useInfiniteQuery({
      ...usage.listSearches.pages({ params, query: { ...query, withoutResult: String(withoutResult) } }),
      ...KEEP,
    }),
  );
  const columns = useCountColumns(t('column.keyword'), t('column.times'), state.rows);
  return (
    <List<SearchRow>
      {...state}
      label={t('table.searches')}
      columns={[
        ...columns,
        {
          key: 'category',
          title: t('column.category'),
          value: ({ category }) => category,
          width: '12rem',
          show: 'wide',
        },
        {
          key: 'without',
          title: t('column.withoutResult'),
          value: ({ withoutResult: none }) => none,
          cell: ({ withoutResult: none }) => (none === null ? '–' : format.number(none)),
          align: 'right',
          width: '10rem',
          show: 'wide',
        },
      ]}
      rowKey={({ name, category }) => `${category} ${name}`}
      search={t('report.searchKeywords')}
      filters={
        <Switch
          label={t('report.withoutResult')}
          checked={withoutResult}
          onChange={(event) => setKind(event.currentTarget.checked ? 'without' : '')}
        />
      }
      empty={{ title: t('report.nothing'), text: t('report.noSearches') }}
      onOpen={({ name }) => open({ kind: 'search', subject: name })}
    />
  );
}
