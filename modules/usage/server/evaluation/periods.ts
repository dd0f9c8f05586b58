import type { EvaluationPeriod } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { addDays } from '../days.ts';

/**
 * The first and last day of a year (`2026`), quarter (`2026-Q3`) or month (`2026-09`).
 * @throws usage.period_invalid when it has not begun
 */
export function evaluationPeriod(key: string, today: string): EvaluationPeriod {
  const year = Number(key.slice(0, 4));
  const part = key.slice(5);
  const quarter = part.startsWith('Q') ? Number(part[1]) : null;
  const first = quarter !== null ? quarter * 3 - 2 : part === '' ? 1 : Number(part);
  const months = quarter !== null ? 3 : part === '' ? 12 : 1;
  const from = dayOfMonth(year, first);
  if (from > today) throw usageErrors.fail('usage.period_invalid', { detail: `The period ${key} has not begun.` });
  const to = addDays(dayOfMonth(year, first + months), -1);
  return { key, from, to, ended: to < today };
}

/** The period of the same kind right before. */
export function periodKeyBefore(key: string): string {
  const year = Number(key.slice(0, 4));
  const part = key.slice(5);
  if (part === '') return String(year - 1);
  if (part.startsWith('Q')) return part === 'Q1' ? `${year - 1}-Q4` : `${year}-Q${Number(part[1]) - 1}`;
  return part === '01' ? `${year - 1}-12` : `${year}-${String(Number(part) - 1).padStart(2, '0')}`;
}

/** The month before this one: the last that has ended. */
export function lastEndedMonth(today: string): string {
  return periodKeyBefore(today.slice(0, 7));
}

/** Months count from 1 and may go beyond 12. */
function dayOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
