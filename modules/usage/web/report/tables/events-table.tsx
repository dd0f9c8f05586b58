import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { EventRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useCounted } from './use-count-columns.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

export function EventsTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const state = rowsOf<EventRow>(useInfiniteQuery({ ...usage.listEvents.pages(useTableInput()), ...KEEP }));
  const { count, visitors } = useCounted<EventRow>(t('column.times'), state.rows);
  return (
    <List<EventRow>
      {...state}
      label={t('table.events')}
      columns={[
        { key: 'action', title: t('column.action'), value: ({ action }) => action },
        { key: 'category', title: t('column.category'), value: ({ category }) => category, show: 'wide' },
        { key: 'name', title: t('column.name'), value: ({ name }) => name, show: 'wide' },
        { ...count, show: 'phone' },
        visitors,
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
      onOpen={(row) => open({ kind: 'event', subject: eventSubject(row) })}
    />
  );
}

/** An event in one text, as the server names its hits. */
function eventSubject({ category, action, name }: EventRow): string {
  return [category, action, ...(name === '' ? [] : [name])].join(' / ');
}
