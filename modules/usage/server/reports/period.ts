import { PERIOD_DAYS_MOST, type ReportPeriod } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { addDays, countDays, dayIn } from '../days.ts';

const USUAL_DAYS = 30;

/**
 * The days to be reported, first and last counted: those given, else the last 30 up to today in the zone.
 * @throws usage.period_invalid when it ends before it begins or is too long
 */
export function periodOf(
  input: { from?: string | undefined; to?: string | undefined },
  now: Date,
  zone: string,
): ReportPeriod {
  const to = input.to ?? (input.from === undefined ? dayIn(now, zone) : later(input.from, dayIn(now, zone)));
  const from = input.from ?? addDays(to, 1 - USUAL_DAYS);
  const days = countDays(from, to);
  if (days < 1) throw usageErrors.fail('usage.period_invalid', { detail: 'The last day lies before the first.' });
  if (days > PERIOD_DAYS_MOST) {
    throw usageErrors.fail('usage.period_invalid', { detail: `A report covers at most ${PERIOD_DAYS_MOST} days.` });
  }
  return { from, to };
}

/** The period of the same length right before. */
export function periodBefore({ from, to }: ReportPeriod): ReportPeriod {
  return { from: addDays(from, -countDays(from, to)), to: addDays(from, -1) };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
