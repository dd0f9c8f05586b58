/**
 * What a site usually gets, hour of the week by hour of the week, and what silence means by that. Pure rules: no store, no
 * clock.
 *
 * Visitors come independently of each other, so their number in some hours scatters like a Poisson number: where λ people
 * are expected, nobody comes with the probability e^−λ. A silence counts as an interruption where λ is so large that chance
 * is no explanation any more. Hits come in bunches and are no measure for that; they only tell how many are missing.
 */

export const WEEK_HOURS = 168;
const HOUR_MS = 3_600_000;

/** Where so many people were expected, nobody comes by chance once in 160,000 times. */
export const PEOPLE_EXPECTED = 12;
/** Shorter silences are restarts and changes of a page. */
export const SHORTEST_MS = HOUR_MS;
/** A rhythm is known after two weeks of looking. */
export const HOURS_TO_KNOW = 2 * WEEK_HOURS;
/** For sites without a rhythm. */
export const SILENCE_WITHOUT_RHYTHM_MS = 24 * HOUR_MS;
/** A site that got quieter is judged by its last week, but not endlessly mild. */
const LEVEL_LEAST = 0.2;

export interface Rhythm {
  /** How many hours it was learned from. */
  hours: number;
  /** The last week against the usual, at most 1: holidays and the end of a campaign make a site quieter, not broken. */
  level: number;
  /** Usual people, hits and robots' hits in each hour of the week, from Monday 00:00 of the site. */
  people: readonly number[];
  hits: readonly number[];
  bots: readonly number[];
}

export type Measure = 'people' | 'hits' | 'bots';

/** A stretch of time, milliseconds; `to` is not part of it. */
export interface Stretch {
  from: number;
  to: number;
}

/** What came in one hour; `hour` counts from 1970 in the site's own time. */
export interface HourCount extends Record<Measure, number> {
  hour: number;
}

/** Milliseconds that a zone is ahead of UTC at an instant. A change of summer time within a silence shifts it by an hour. */
export function zoneOffset(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The hour of the week, 0–167 from Monday, of an hour counted from 1970 (a Thursday). */
export function hourOfWeek(hour: number): number {
  return (((hour + 3 * 24) % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;
}

/**
 * What is usual, from the hours in which the site was heard: those of `seen` that lie outside known interruptions. `counts`
 * holds the hours in which something came; times are the site's own, in milliseconds.
 */
export function learnRhythm(counts: readonly HourCount[], seen: Stretch, gaps: readonly Stretch[]): Rhythm {
  const times = Array.from({ length: WEEK_HOURS }, () => 0);
  const sums = { people: times.slice(), hits: times.slice(), bots: times.slice() };
  const byHour = new Map(counts.map((count) => [count.hour, count]));
  const first = Math.ceil(seen.from / HOUR_MS);
  const end = Math.floor(seen.to / HOUR_MS);
  const heard: number[] = [];
  for (let hour = first; hour < end; hour++) {
    const from = hour * HOUR_MS;
    if (gaps.some((gap) => gap.from < from + HOUR_MS && gap.to > from)) continue;
    heard.push(hour);
    const place = hourOfWeek(hour);
    times[place] = (times[place] ?? 0) + 1;
    const count = byHour.get(hour);
    if (!count) continue;
    for (const measure of ['people', 'hits', 'bots'] as const) {
      sums[measure][place] = (sums[measure][place] ?? 0) + count[measure];
    }
  }
  const usual = (measure: Measure) => sums[measure].map((sum, place) => (sum === 0 ? 0 : sum / (times[place] ?? 1)));
  const people = usual('people');
  const lately = heard.filter((hour) => hour >= end - WEEK_HOURS);
  const came = lately.reduce((sum, hour) => sum + (byHour.get(hour)?.people ?? 0), 0);
  const due = lately.reduce((sum, hour) => sum + (people[hourOfWeek(hour)] ?? 0), 0);
  const level = due === 0 ? 1 : Math.min(1, Math.max(LEVEL_LEAST, came / due));
  return { hours: heard.length, level, people, hits: usual('hits'), bots: usual('bots') };
}

/** What is usual in a stretch of the site's own time; hours cut at its ends count in part. */
export function expectedIn({ from, to }: Stretch, usual: readonly number[]): number {
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / (WEEK_HOURS * HOUR_MS));
  let sum = weeks === 0 ? 0 : weeks * usual.reduce((all, one) => all + one, 0);
  for (let at = from + weeks * WEEK_HOURS * HOUR_MS; at < to; ) {
    const hour = Math.floor(at / HOUR_MS);
    const next = Math.min(to, (hour + 1) * HOUR_MS);
    sum += ((next - at) / HOUR_MS) * (usual[hourOfWeek(hour)] ?? 0);
    at = next;
  }
  return sum;
}

export interface Judgement {
  isGap: boolean;
  basis: 'rhythm' | 'day';
  /** Hits that were to be expected; null without a rhythm. */
  missedHits: number | null;
}

/** Is a silence of the site's own time an interruption, and what is missing? */
export function judge(silence: Stretch, rhythm: Rhythm | null): Judgement {
  if (rhythm === null || rhythm.hours < HOURS_TO_KNOW) {
    return { isGap: silence.to - silence.from >= SILENCE_WITHOUT_RHYTHM_MS, basis: 'day', missedHits: null };
  }
  const people = rhythm.level * expectedIn(silence, rhythm.people);
  return {
    isGap: silence.to - silence.from >= SHORTEST_MS && people >= PEOPLE_EXPECTED,
    basis: 'rhythm',
    missedHits: rhythm.level * expectedIn(silence, rhythm.hits),
  };
}
