import { useState } from 'react';

/** Rows chosen by their boxes. What is no longer in the list is chosen no more. */
export function useSelection<Row>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const keys = (rows ?? []).map(rowKey);
  const selected = (rows ?? []).filter((row) => chosen.has(rowKey(row)));
  return {
    selected,
    isSelected: (key: string) => chosen.has(key),
    all: keys.length > 0 && selected.length === keys.length,
    some: selected.length > 0 && selected.length < keys.length,
    toggle(key: string) {
      const next = new Set(chosen);
      if (!next.delete(key)) next.add(key);
      setChosen(next);
    },
    toggleAll: () => setChosen(selected.length === keys.length ? new Set() : new Set(keys)),
    clear: () => setChosen(new Set()),
  };
}

export type Selection = Omit<ReturnType<typeof useSelection<unknown>>, 'selected'>;
