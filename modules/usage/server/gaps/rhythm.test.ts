import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '#platform/server/random.ts';
import {
  expectedIn,
  type HourCount,
  hourOfWeek,
  judge,
  learnRhythm,
  PEOPLE_EXPECTED,
  type Rhythm,
  SHORTEST_MS,
  WEEK_HOURS,
  zoneOffset,
} from './rhythm.ts';

const HOUR = 3_600_000;
const WEEK = WEEK_HOURS * HOUR;
/** A Monday, 00:00 in the site's own time. */
const MONDAY = Date.UTC(2026, 8, 28);

const usual = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: WEEK_HOURS, maxLength: WEEK_HOURS });
const moment = fc.integer({ min: 0, max: 5 * WEEK }).map((more) => MONDAY + more);

test('hours of the week begin on Monday', () => {
  expect(hourOfWeek(MONDAY / HOUR)).toBe(0);
  expect(hourOfWeek(MONDAY / HOUR + 25)).toBe(25);
  expect(hourOfWeek(MONDAY / HOUR - 1)).toBe(167);
});

test('zones: Việt Nam is seven hours ahead, others as they are', () => {
  expect(zoneOffset('Asia/Ho_Chi_Minh', MONDAY)).toBe(7 * HOUR);
  expect(zoneOffset('UTC', MONDAY)).toBe(0);
  expect(zoneOffset('Asia/Kolkata', MONDAY)).toBe(5.5 * HOUR);
  expect(zoneOffset('America/New_York', Date.UTC(2026, 0, 1))).toBe(-5 * HOUR);
});

test('what is expected adds up: of two stretches side by side, and of whole weeks', () => {
  fc.assert(
    fc.property(usual, moment, moment, moment, (hours, one, two, three) => {
      const [from = 0, middle = 0, to = 0] = [one, two, three].toSorted((a, b) => a - b);
      const parts = expectedIn({ from, to: middle }, hours) + expectedIn({ from: middle, to }, hours);
      expect(parts).toBeCloseTo(expectedIn({ from, to }, hours), 6);
      const week = hours.reduce((sum, hour) => sum + hour, 0);
      expect(expectedIn({ from, to: from + 3 * WEEK }, hours)).toBeCloseTo(3 * week, 6);
    }),
  );
});

test('a longer silence is never judged milder', () => {
  fc.assert(
    fc.property(usual, moment, fc.nat(WEEK), fc.nat(WEEK), (people, from, length, more) => {
      const rhythm: Rhythm = { hours: 1_000, level: 1, people, hits: people, bots: people };
      const short = judge({ from, to: from + length }, rhythm);
      const long = judge({ from, to: from + length + more }, rhythm);
      expect(Number(long.isGap)).toBeGreaterThanOrEqual(Number(short.isGap));
      expect(long.missedHits ?? 0).toBeGreaterThanOrEqual((short.missedHits ?? 0) - 1e-6);
      if (short.isGap) expect(length).toBeGreaterThanOrEqual(SHORTEST_MS);
    }),
  );
});

test('learning gives back a rhythm that repeats, whatever lies in known gaps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { minLength: WEEK_HOURS, maxLength: WEEK_HOURS }),
      fc.nat(4 * WEEK_HOURS),
      fc.integer({ min: 1, max: WEEK_HOURS }),
      (people, start, length) => {
        const first = MONDAY / HOUR;
        const silent = (hour: number) => hour >= first + start && hour < first + start + length;
        const counts: HourCount[] = [];
        for (let hour = first; hour < first + 6 * WEEK_HOURS; hour++) {
          const came = people[hourOfWeek(hour)] ?? 0;
          if (!silent(hour) && came > 0) counts.push({ hour, people: came, hits: 3 * came, bots: 0 });
        }
        const gap = { from: (first + start) * HOUR, to: (first + start + length) * HOUR };
        const rhythm = learnRhythm(counts, { from: MONDAY, to: MONDAY + 6 * WEEK }, [gap]);
        expect(rhythm.people).toEqual(people);
        expect(rhythm.level).toBe(1);
        expect(rhythm.hours).toBe(6 * WEEK_HOURS - length);
      },
    ),
  );
});

test('a site that got quieter is judged by its last week', () => {
  const first = MONDAY / HOUR;
  const counts = Array.from({ length: 6 * WEEK_HOURS }, (_, at) => {
    const people = at < 5 * WEEK_HOURS ? 10 : 4;
    return { hour: first + at, people, hits: people, bots: 0 };
  });
  const rhythm = learnRhythm(counts, { from: MONDAY, to: MONDAY + 6 * WEEK }, []);
  expect(rhythm.level).toBeCloseTo(4 / 9, 6);
  // 9 a hour are usual, 4 came lately: three hours are needed instead of two.
  const at = MONDAY + 6 * WEEK;
  expect(judge({ from: at, to: at + 2 * HOUR }, rhythm).isGap).toBe(false);
  expect(judge({ from: at, to: at + 3 * HOUR }, rhythm)).toMatchObject({ isGap: true, missedHits: 12 });
});

test('a young site is interrupted after 24 hours, and nobody guesses what is missing', () => {
  const none = { isGap: false, basis: 'day', missedHits: null };
  expect(judge({ from: MONDAY, to: MONDAY + 24 * HOUR - 1 }, null)).toEqual(none);
  expect(judge({ from: MONDAY, to: MONDAY + 24 * HOUR }, null)).toEqual({ ...none, isGap: true });
});

/** Moments of a site whose people come by chance around a rhythm of office hours. */
function stream(seed: number, aDay: number): number[] {
  const random = randomFrom(seed);
  const moments: number[] = [];
  for (let hour = 0; hour < 8 * WEEK_HOURS; hour++) {
    const ofDay = hour % 24;
    const weekend = Math.floor(hour / 24) % 7 >= 5 ? 0.3 : 1;
    const rate = (aDay / 10) * weekend * (ofDay >= 8 && ofDay < 17 ? 1 : 0.07);
    for (let at = -Math.log(1 - random.next()) / rate; at < 1; at -= Math.log(1 - random.next()) / rate) {
      moments.push(MONDAY + (hour + at) * HOUR);
    }
  }
  return moments;
}

test.each([6, 25, 90, 600])('a site of %i people a day: chance is told from a broken site', (aDay) => {
  let falseAlarms = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const moments = stream(seed * 7_919 + aDay, aDay);
    const learned = moments.filter((at) => at < MONDAY + 6 * WEEK);
    const counts = [...Map.groupBy(learned, (at) => Math.floor(at / HOUR))].map(([hour, all]) => ({
      hour,
      people: all.length,
      hits: all.length,
      bots: 0,
    }));
    const rhythm = learnRhythm(counts, { from: MONDAY, to: MONDAY + 6 * WEEK }, []);
    const later = moments.filter((at) => at >= MONDAY + 6 * WEEK);
    for (const [index, to] of later.entries()) {
      const from = later[index - 1];
      if (from !== undefined && judge({ from, to }, rhythm).isGap) falseAlarms += 1;
    }
    // Broken from a Monday morning on: found once as many people are missing, and not before an hour.
    const broken = MONDAY + 6 * WEEK + 8 * HOUR;
    const days = Math.max(1, Math.ceil((3 * PEOPLE_EXPECTED) / aDay));
    expect(judge({ from: broken, to: broken + days * 24 * HOUR }, rhythm).isGap).toBe(true);
    expect(judge({ from: broken, to: broken + HOUR / 2 }, rhythm).isGap).toBe(false);
  }
  expect(falseAlarms).toBe(0);
});
