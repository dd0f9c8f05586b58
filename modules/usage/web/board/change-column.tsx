import type { Column } from '#platform/web/kit/index.ts';
import { Change } from './change.tsx';

/** How a row's figure changed against the period before: alike in every list that tells it. */
export function changeColumn<Row extends { change: number | null }>(
  title: string,
  { width = '6.5rem', show = 'wide' }: Pick<Column<Row>, 'width' | 'show'> = {},
): Column<Row> {
  return {
    key: 'change',
    title,
    value: ({ change }) => change,
    as: 'percent',
    cell: ({ change }) => <Change by={change} />,
    align: 'right',
    width,
    show,
  };
}
