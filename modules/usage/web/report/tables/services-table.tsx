import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ServiceRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useCounted } from './use-count-columns.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

/** Use of online services. States are shown as pages sent them: nobody has published what they mean. */
export function ServicesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const state = rowsOf<ServiceRow>(useInfiniteQuery({ ...usage.listServices.pages(useTableInput()), ...KEEP }));
  const { count, visitors } = useCounted<ServiceRow>(t('column.times'), state.rows);
  return (
    <List<ServiceRow>
      {...state}
      label={t('table.services')}
      columns={[
        { key: 'service', title: t('column.service'), value: ({ service }) => service },
        count,
        {
          key: 'states',
          title: t('column.states'),
          value: ({ states }) => states.map((one) => `${one.state}: ${one.count}`).join('; '),
          cell: ({ states }) => states.map((one) => `${one.state}: ${format.number(one.count)}`).join(' · '),
          width: '16rem',
          show: 'wide',
        },
        visitors,
      ]}
      rowKey={({ service }) => service}
      search={t('report.searchServices')}
      empty={{ title: t('report.nothing'), text: t('report.noServices') }}
      onOpen={({ service }) => open({ kind: 'service', subject: service })}
    />
  );
}
