import { isDay, plusDays, today } from '../format.ts';
import type { Days } from './props.ts';
import { useUrlParams } from './use-url-param.ts';

export const DEFAULT_DAYS = 30;

/** The chosen period from the URL; the last 30 days up to today where none is chosen, or a wrong one. */
export function useDays(): Days {
  const [{ from, to }] = useUrlParams();
  return daysOf(from, to, today());
}

export function daysOf(from: string | undefined, to: string | undefined, now: string): Days {
  const end = isDay(to) ? to : now;
  return isDay(from) && from <= end ? { from, to: end } : { from: plusDays(end, 1 - DEFAULT_DAYS), to: end };
}
