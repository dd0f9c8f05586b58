import { PERIOD_DAYS_MOST } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { addDays, countDays } from '../days.ts';

export const UNITS = ['day', 'week', 'month', 'year', 'range'] as const;
export type Unit = (typeof UNITS)[number];

export interface Periods {
  /** First and last day of each, in order of time, without gaps. `name`: as Matomo calls it in a list. */
  list: { name: string; from: string; to: string }[];
  /** The answer is a list by date. */
  many: boolean;
}

/** `yesterday`, `2026-11-25`, … → a day. */
function dayOf(text: string, today: string): string {
  const words: Record<string, string> = {
    today,
    now: today,
    yesterday: addDays(today, -1),
    yesterdaySameTime: addDays(today, -1),
    lastWeek: addDays(today, -7),
    lastMonth: addMonths(today, -1),
    lastYear: addMonths(today, -12),
  };
  const known = Object.hasOwn(words, text) ? words[text] : undefined;
  if (known !== undefined) return known;
  const isDay = /^(19|20)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (isDay && addDays(text, 0) === text) return text;
  throw refused(
    `“${text}” is no day; a day is 2026-11-25, today, yesterday, lastWeek, lastMonth or lastYear; several are last7, previous7 or 2026-11-01,2026-11-25`,
  );
}

/** The same day of another month, or its last where it has no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}

/** The day, week (from Monday), month or year around a day. */
function around(day: string, unit: Exclude<Unit, 'range'>): { name: string; from: string; to: string } {
  switch (unit) {
    case 'day':
      return { name: day, from: day, to: day };
    case 'week': {
      const from = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
      const to = addDays(from, 6);
      return { name: `${from},${to}`, from, to };
    }
    case 'month': {
      const name = day.slice(0, 7);
      return { name, from: `${name}-01`, to: addDays(addMonths(`${name}-01`, 1), -1) };
    }
    case 'year': {
      const name = day.slice(0, 4);
      return { name, from: `${name}-01-01`, to: `${name}-12-31` };
    }
  }
}

/**
 * Understands `period` and `date`. `last7` are the seven periods up to the present one, `previous7` those before it; two
 * days joined by a comma are all periods that they touch, or with `range` that one range.
 * @throws usage.matomo_parameter_invalid
 */
export function readPeriods(unit: Unit, date: string, today: string): Periods {
  const [, word, number] = /^(last|previous)(\d{1,4})$/.exec(date) ?? [];
  if (word !== undefined) {
    const count = Number(number);
    if (count < 1) throw refused(`${word} takes a number from 1`);
    const step = unit === 'range' ? 'day' : unit;
    let newest = around(today, step);
    if (word === 'previous') newest = around(addDays(newest.from, -1), step);
    let oldest = newest;
    for (let n = 1; n < count; n++) {
      oldest = around(addDays(oldest.from, -1), step);
      requireSpan(oldest.from, newest.to);
    }
    return between(oldest.from, newest.to, unit);
  }
  if (date.includes(',')) {
    const [from = '', to = '', ...more] = date.split(',').map((part) => dayOf(part.trim(), today));
    if (more.length > 0) throw refused('two days at most are joined by a comma');
    if (to < from) throw refused('the last day lies before the first');
    return between(from, to, unit);
  }
  const day = dayOf(date, today);
  if (unit === 'range') throw refused('a range takes two days joined by a comma, last7 or previous7');
  return { list: [around(day, unit)], many: false };
}

function between(from: string, to: string, unit: Unit): Periods {
  requireSpan(from, to);
  if (unit === 'range') return { list: [{ name: `${from},${to}`, from, to }], many: false };
  const list = [around(from, unit)];
  for (let last = list[0] as Periods['list'][number]; last.to < to; ) {
    last = around(addDays(last.to, 1), unit);
    list.push(last);
  }
  requireSpan(list[0]?.from ?? from, list.at(-1)?.to ?? to);
  return { list, many: true };
}

function requireSpan(from: string, to: string): void {
  if (countDays(from, to) > PERIOD_DAYS_MOST) throw refused(`at most ${PERIOD_DAYS_MOST} days are reported at once`);
}

function refused(why: string) {
  return usageErrors.fail('usage.matomo_parameter_invalid', { detail: `date: ${why}.` });
}
