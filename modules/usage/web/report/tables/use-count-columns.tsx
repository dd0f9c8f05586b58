import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CountRow } from '../../../contract.ts';
import { Share } from './share.tsx';

/** What, how often, by how many visitors. */
export function useCountColumns<Row extends CountRow>(
  what: string,
  counted: string,
  rows: readonly Row[] | undefined,
): Column<Row>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const most = Math.max(0, ...(rows?.map(({ count }) => count) ?? []));
  return [
    { key: 'name', title: what, value: ({ name }) => name || t('report.unknown') },
    {
      key: 'count',
      title: counted,
      value: ({ count }) => count,
      cell: ({ count }) => <Share count={count} most={most} />,
      align: 'right',
      width: '13rem',
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
  ];
}
