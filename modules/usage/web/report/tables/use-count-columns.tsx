import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CountRow } from '../../../contract.ts';
import { Share } from './share.tsx';

/** How often, as a share of the most frequent row; and by how many visitors. */
export function useCounted<Row extends Pick<CountRow, 'count' | 'visitors'>>(
  counted: string,
  rows: readonly Row[] | undefined,
): { count: Column<Row>; visitors: Column<Row> } {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const most = Math.max(0, ...(rows?.map(({ count }) => count) ?? []));
  return {
    count: {
      key: 'count',
      title: counted,
      value: ({ count }) => count,
      cell: ({ count }) => <Share count={count} most={most} />,
      align: 'right',
      width: '12rem',
    },
    visitors: {
      key: 'visitors',
      title: t('column.visitors'),
      value: ({ visitors }) => visitors,
      cell: ({ visitors }) => format.number(visitors),
      align: 'right',
      width: '8rem',
      show: 'wide',
    },
  };
}

/** What, how often, by how many visitors. */
export function useCountColumns<Row extends CountRow>(
  what: string,
  counted: string,
  rows: readonly Row[] | undefined,
  nameOf: (name: string) => string = (name) => name,
): Column<Row>[] {
  const { t } = useTranslation('usage');
  const { count, visitors } = useCounted(counted, rows);
  const name: Column<Row> = {
    key: 'name',
    title: what,
    value: (row) => (row.name === '' ? t('report.unknown') : nameOf(row.name)),
  };
  return [name, { ...count, width: '13rem' }, visitors];
}
