import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { Span } from '../reports/parameters.ts';
import {
  keepVisits,
  noteDays,
  type OpenDay,
  openDays,
  removeReplacedDays,
  removeReplacedVisits,
} from './kept-visits.clickhouse.ts';

/** Hits whose visits are worked out in one statement: what it holds stays within some hundreds of megabytes. */
const HITS_A_STATEMENT = 1_500_000;

/**
 * Keeps the visits of all days asked for that are not kept as their hits are now; answers how many hits they were made of.
 * What the hits are is noted as of before: a hit that comes meanwhile leaves its day open, and the next run keeps it.
 */
export async function keepVisitsOf(clickhouse: ClickHouse, asked: Span, now: () => number): Promise<number> {
  const open = await clickhouse.query(openDays, asked);
  let build = now();
  let hits = 0;
  for (const part of parts(open)) {
    build += 1;
    const days = { openSites: part.map(({ site }) => site), openDays: part.map(({ day }) => day), build };
    await clickhouse.insertFrom(keepVisits, days, `visits:${build}`);
    const were = { hits: part.map((day) => BigInt(day.hits)), marks: part.map(({ mark }) => BigInt(mark)) };
    await clickhouse.insertFrom(noteDays, { ...days, ...were }, `days:${build}`);
    hits += hitsOf(part);
  }
  return hits;
}

/** Takes out what later builds have replaced. */
export async function tidyVisits(clickhouse: ClickHouse, asked: Span): Promise<void> {
  await clickhouse.remove(removeReplacedVisits, asked);
  await clickhouse.remove(removeReplacedDays, asked);
}

function parts(open: readonly OpenDay[]): OpenDay[][] {
  const all: OpenDay[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const day of open) {
    if (size + Number(day.hits) > HITS_A_STATEMENT) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(day);
    size += Number(day.hits);
  }
  return all;
}

function hitsOf(days: readonly OpenDay[]): number {
  return days.reduce((sum, { hits }) => sum + Number(hits), 0);
}
