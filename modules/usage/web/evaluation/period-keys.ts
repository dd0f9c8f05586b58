/* Keys of periods as the server takes them: `2026`, `2026-Q3`, `2026-09`. */

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

const SHOWN: Record<PeriodKind, number> = { month: 18, quarter: 8, year: 5 };

export function kindOf(key: string): PeriodKind {
  return key.length === 4 ? 'year' : key.includes('Q') ? 'quarter' : 'month';
}

/** The period in which a day lies. */
export function keyAt(kind: PeriodKind, day: string): string {
  const year = day.slice(0, 4);
  if (kind === 'year') return year;
  const month = Number(day.slice(5, 7));
  return kind === 'month' ? day.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`;
}

export function keyBefore(key: string): string {
  const year = Number(key.slice(0, 4));
  const part = key.slice(5);
  if (part === '') return String(year - 1);
  if (part.startsWith('Q')) return part === 'Q1' ? `${year - 1}-Q4` : `${year}-Q${Number(part[1]) - 1}`;
  return part === '01' ? `${year - 1}-12` : `${year}-${String(Number(part) - 1).padStart(2, '0')}`;
}

export function lastEnded(kind: PeriodKind, today: string): string {
  return keyBefore(keyAt(kind, today));
}

/** The running period and those before it, newest first; the chosen one is among them. */
export function keysOf(kind: PeriodKind, today: string, chosen: string): string[] {
  const keys: string[] = [];
  for (let key = keyAt(kind, today); keys.length < SHOWN[kind]; key = keyBefore(key)) keys.push(key);
  return keys.includes(chosen) ? keys : [...keys, chosen];
}
