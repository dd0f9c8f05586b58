import { Checkbox, Skeleton } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../props.ts';
import styles from './list.module.css';
import { isOnPhone } from './list-head.tsx';
import type { Selection } from './use-selection.ts';

interface ListRowProps<Row> {
  /** The row's key. */
  id: string;
  row: Row;
  columns: Column<Row>[];
  open: boolean;
  selection?: Selection | undefined;
  onOpen?: ((row: Row) => void) | undefined;
}

export function ListRow<Row>({ id, row, columns, open, selection, onOpen }: ListRowProps<Row>) {
  const { t } = useTranslation();
  const act = onOpen && {
    onClick: (event: MouseEvent) => {
      // A link or button in a cell has its own meaning; who marks text does not want to open anything.
      if ((event.target as HTMLElement).closest('a, button, input, label') || getSelection()?.toString()) return;
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
      {selection && (
        <td className={styles.box}>
          <Checkbox
            size="xs"
            aria-label={t('list.select', { row: String(columns[0]?.value?.(row) ?? id) })}
            checked={selection.isSelected(id)}
            onChange={() => selection.toggle(id)}
          />
        </td>
      )}
      {columns.map((column, i) => (
        <td key={column.key} data-align={column.align} data-phone={isOnPhone(column, i)}>
          {column.cell ? column.cell(row) : column.value?.(row)}
        </td>
      ))}
    </tr>
  );
}

const SKELETONS = [72, 88, 64, 80, 70, 92, 60, 84];

export function SkeletonRows<Row>({ columns, boxes }: { columns: Column<Row>[]; boxes: boolean }) {
  return SKELETONS.map((width) => (
    <tr key={width}>
      {boxes && (
        <td className={styles.box}>
          <Skeleton height={14} width={14} my={4} />
        </td>
      )}
      {columns.map((column, i) => (
        <td key={column.key} data-phone={isOnPhone(column, i)}>
          <Skeleton height={12} my={5} width={`${i === 0 ? width : width / 2}%`} />
        </td>
      ))}
    </tr>
  ));
}
