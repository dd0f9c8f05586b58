import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import { type CountRow, DeviceDimension } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useCountColumns } from './use-count-columns.tsx';
import { KEEP, useTableInput } from './use-table-input.ts';

/** With what people come: device, browser, system, language, screen. */
export function DevicesTable() {
  const { t } = useTranslation('usage');
  const [chosen, setDimension] = useUrlParam('dimension', 'device');
  const dimension = DeviceDimension.options.find((one) => one === chosen) ?? 'device';
  const { params, query } = useTableInput();
  const state = rowsOf<CountRow>(
    useInfiniteQuery({ ...usage.listDevices.pages({ params, query: { ...query, dimension } }), ...KEEP }),
  );
  const columns = useCountColumns(t(`dimension.${dimension}`), t('column.visits'), state.rows);
  return (
    <List<CountRow>
      {...state}
      label={t('table.devices')}
      columns={columns}
      rowKey={({ name }) => name}
      filters={
        <SegmentedControl
          aria-label={t('table.devices')}
          value={dimension}
          onChange={setDimension}
          data={DeviceDimension.options.map((one) => ({ value: one, label: t(`dimension.${one}`) }))}
        />
      }
      empty={{ title: t('report.nothing'), text: t('report.noVisitsText') }}
    />
  );
}
