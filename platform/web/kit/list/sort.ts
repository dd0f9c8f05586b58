import type { Column } from '../props.ts';

/** As it stands in the URL: `name` up, `-name` down. */
export interface Sort {
  key: string;
  down: boolean;
}

export function readSort(text: string): Sort | null {
  if (text === '' || text === '-') return null;
  return text.startsWith('-') ? { key: text.slice(1), down: true } : { key: text, down: false };
}

/** What a click on the head of a column leads to: numbers begin with the largest, texts with a; the third click ends it. */
export function nextSort(now: Sort | null, key: string, numeric: boolean): string {
  const steps = numeric ? [`-${key}`, key] : [key, `-${key}`];
  if (now?.key !== key) return steps[0] as string;
  const at = steps.indexOf(now.down ? `-${key}` : key);
  return steps[at + 1] ?? '';
}

/** A sorted copy; rows without a value stand last in both directions, equal ones keep their order. */
export function sortRows<Row>(rows: readonly Row[], column: Column<Row> | undefined, down: boolean): Row[] {
  const value = column?.value;
  if (!value) return [...rows];
  const words = new Intl.Collator('vi', { numeric: true });
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y));
    return down ? -order : order;
  });
}
