import { Skeleton } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Column } from '../props.ts';
import styles from './list.module.css';
import { isOnPhone } from './list-head.tsx';

interface ListRowProps<Row> {
  row: Row;
  columns: Column<Row>[];
  open: boolean;
  onOpen?: ((row: Row) => void) | undefined;
}

export function ListRow<Row>({ row, columns, open, onOpen }: ListRowProps<Row>) {
  const act = onOpen && {
    onClick: (event: MouseEvent) => {
      // A link or button in a cell has its own meaning; who marks text does not want to open anything.
      if ((event.target as HTMLElement).closest('a, button') || getSelection()?.toString()) return;
      onOpen(row);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
    },
  };
  return (
    <tr
      data-row
      tabIndex={onOpen ? 0 : -1}
      className={styles.row}
      data-open={open || undefined}
      aria-current={open || undefined}
      {...act}
    >
      {columns.map((column, i) => (
        <td key={column.key} data-align={column.align} data-phone={isOnPhone(column, i)}>
          {column.cell ? column.cell(row) : column.value?.(row)}
        </td>
      ))}
    </tr>
  );
}

const SKELETONS = [72, 88, 64, 80, 70, 92, 60, 84];

export function SkeletonRows<Row>({ columns }: { columns: Column<Row>[] }) {
  return SKELETONS.map((width) => (
    <tr key={width}>
      {columns.map((column, i) => (
        <td key={column.key} data-phone={isOnPhone(column, i)}>
          <Skeleton height={12} my={5} width={`${i === 0 ? width : width / 2}%`} />
        </td>
      ))}
    </tr>
  ));
}
