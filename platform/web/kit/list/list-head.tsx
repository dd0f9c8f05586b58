import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Column } from '../props.ts';
import styles from './list.module.css';
import { nextSort, type Sort } from './sort.ts';
import type { Selection } from './use-selection.ts';

interface ListHeadProps<Row> {
  columns: Column<Row>[];
  selection?: Selection | undefined;
  sortable: boolean;
  sort: Sort | null;
  onSort(sort: string): void;
}

export function ListHead<Row>({ columns, selection, sortable, sort, onSort }: ListHeadProps<Row>) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={styles.box}>
            <Checkbox
              size="xs"
              aria-label={t('list.selectAll')}
              checked={selection.all}
              indeterminate={selection.some}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map((column, i) => {
          const mine = sort?.key === column.key ? sort : null;
          return (
            <th
              key={column.key}
              scope="col"
              data-align={column.align}
              data-phone={isOnPhone(column, i)}
              style={{ width: column.width }}
              {...(mine && { 'aria-sort': mine.down ? 'descending' : 'ascending' })}
            >
              {sortable && column.value ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => onSort(nextSort(sort, column.key, column.align === 'right'))}
                >
                  {column.title}
                  <span aria-hidden className={styles.arrow}>
                    {mine ? (mine.down ? '▼' : '▲') : ''}
                  </span>
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Of columns that say nothing, the first two have room on a phone. */
export function isOnPhone<Row>(column: Column<Row>, index: number): boolean {
  return column.show === 'phone' || (column.show === undefined && index < 2);
}
