import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { EventRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { Share } from './share.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

export function EventsTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const state = rowsOf<EventRow>(useInfiniteQuery({ ...usage.listEvents.pages(useTableInput()), ...KEEP }));
  const most = Math.max(0, ...(state.rows?.map(({ count }) => count) ?? []));
  return (
    <List<EventRow>
      {...state}
      label={t('table.events')}
      columns={[
        { key: 'action', title: t('column.action'), value: ({ action }) => action },
        { key: 'category', title: t('column.category'), value: ({ category }) => category, show: 'wide' },
        { key: 'name', title: t('column.name'), value: ({ name }) => name, show: 'wide' },
        {
          key: 'count',
          title: t('column.times'),
          value: ({ count }) => count,
          cell: ({ count }) => <Share count={count} most={most} />,
          align: 'right',
          width: '12rem',
          show: 'phone',
        },
        {
          key: 'visitors',
          title: t('column.visitors'),
          value: ({ visitors }) => visitors,
          cell: ({ visitors }) => format.number(visitors),
          align: 'right',
          width: '8rem',
          show: 'wide',
        },
        {
          key: 'value',
          title: t('column.value'),
          value: ({ value }) => value,
          cell: ({ value }) => format.number(value),
          align: 'right',
          width: '7rem',
          show: 'choice',
        },
      ]}
      rowKey={({ category, action, name }) => JSON.stringify([category, action, name])}
      search={t('report.searchEvents')}
      empty={{ title: t('report.nothing'), text: t('report.noEvents') }}
      onOpen={() => open({ kind: 'event' })}
    />
  );
}
