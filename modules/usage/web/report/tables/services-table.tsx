import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ServiceRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { Share } from './share.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

/** Use of online services. States are shown as pages sent them: nobody has published what they mean. */
export function ServicesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const state = rowsOf<ServiceRow>(useInfiniteQuery({ ...usage.listServices.pages(useTableInput()), ...KEEP }));
  const most = Math.max(0, ...(state.rows?.map(({ count }) => count) ?? []));
  return (
    <List<ServiceRow>
      {...state}
      label={t('table.services')}
      columns={[
        { key: 'service', title: t('column.service'), value: ({ service }) => service },
        {
          key: 'count',
          title: t('column.times'),
          value: ({ count }) => count,
          cell: ({ count }) => <Share count={count} most={most} />,
          align: 'right',
          width: '12rem',
        },
        {
          key: 'states',
          title: t('column.states'),
          value: ({ states }) => states.map((one) => `${one.state}: ${one.count}`).join('; '),
          cell: ({ states }) => states.map((one) => `${one.state}: ${format.number(one.count)}`).join(' · '),
          width: '16rem',
          show: 'wide',
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
      ]}
      rowKey={({ service }) => service}
      search={t('report.searchServices')}
      empty={{ title: t('report.nothing'), text: t('report.noServices') }}
      onOpen={({ service }) => open({ kind: 'service', subject: service })}
    />
  );
}
