import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import { type CountRow, DeviceDimension } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useDeviceText } from '../../use-device-text.ts';
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
  const nameOf = useNameOf(dimension);
  const columns = useCountColumns(t(`dimension.${dimension}`), t('column.visits'), state.rows, nameOf);
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

/** Kinds of devices and languages are named in the reader's language; makers' names stay. */
function useNameOf(dimension: DeviceDimension): (name: string) => string {
  const { i18n } = useTranslation();
  const deviceText = useDeviceText();
  if (dimension === 'device') return deviceText;
  if (dimension !== 'language') return (name) => name;
  const languages = new Intl.DisplayNames([i18n.language], { type: 'language' });
  // What no language is called stands as it came.
  return (name) => (/^[a-z]{2,3}(-[a-z]{2}|-[a-z]{4})?$/i.test(name) ? (languages.of(name) ?? name) : name);
}
