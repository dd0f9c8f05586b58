import { useState } from 'react';
import type { Column } from '../props.ts';

/** Which columns are shown. The choice is kept in this browser under the list's name. */
export function useColumns<Row>(label: string, columns: readonly Column<Row>[]) {
  const key = `nhipcau.columns.${label}`;
  const [choice, setChoice] = useState<Record<string, boolean>>(() => readChoice(key));
  const isShown = (column: Column<Row>) => choice[column.key] ?? column.show !== 'choice';
  return {
    shown: columns.filter(isShown),
    isShown,
    toggle(column: Column<Row>) {
      const next = { ...choice, [column.key]: !isShown(column) };
      setChoice(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
  };
}

function readChoice(key: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}
