import { plusDays, today } from '../format.ts';
import type { Days } from './props.ts';
import { useUrlParams } from './use-url-param.ts';

export const DEFAULT_DAYS = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The chosen period from the URL; the last 30 days up to today where none is chosen, or a wrong one. */
export function useDays(): Days {
  const [{ from, to }] = useUrlParams();
  return daysOf(from, to, today());
}

export function daysOf(from: string | undefined, to: string | undefined, now: string): Days {
  const end = isDay(to) ? to : now;
  return isDay(from) && from <= end ? { from, to: end } : { from: plusDays(end, 1 - DEFAULT_DAYS), to: end };
}

function isDay(value: string | undefined): value is string {
  return value !== undefined && DAY.test(value) && !Number.isNaN(Date.parse(value));
}
