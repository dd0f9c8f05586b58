import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import type { CountRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import { useCountColumns } from './use-count-columns.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

export function DownloadsTable() {
  const { t } = useTranslation('usage');
  const open = useOpenHits();
  const state = rowsOf<CountRow>(useInfiniteQuery({ ...usage.listDownloads.pages(useTableInput()), ...KEEP }));
  return (
    <List<CountRow>
      {...state}
      label={t('table.downloads')}
      columns={useCountColumns(t('column.file'), t('column.times'), state.rows)}
      rowKey={({ name }) => name}
      search={t('report.searchAddresses')}
      empty={{ title: t('report.nothing'), text: t('report.noDownloads') }}
      onOpen={({ name }) => open({ kind: 'download', subject: name })}
    />
  );
}

export function OutlinksTable() {
  const { t } = useTranslation('usage');
  const open = useOpenHits();
  const state = rowsOf<CountRow>(useInfiniteQuery({ ...usage.listOutlinks.pages(useTableInput()), ...KEEP }));
  return (
    <List<CountRow>
      {...state}
      label={t('table.outlinks')}
      columns={useCountColumns(t('column.link'), t('column.times'), state.rows)}
      rowKey={({ name }) => name}
      search={t('report.searchAddresses')}
      empty={{ title: t('report.nothing'), text: t('report.noOutlinks') }}
      onOpen={({ name }) => open({ kind: 'outlink', subject: name })}
    />
  );
}
