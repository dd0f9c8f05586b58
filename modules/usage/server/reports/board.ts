import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { placeOffset, readCursor, writeCursor } from '#platform/server/paging.ts';
import type { Board, BoardRow, BoardSort } from '../../contract.ts';
import { daysOf } from '../days.ts';
import { ask } from '../kept-visits/ask-visits.ts';
import { defineDayQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';
import type { SiteRecord } from '../sites/sites.repo.ts';
import { BOARD_ZONE, type BoardFilter, boardSites } from './board-filter.ts';
import { changeOf } from './figures.ts';
import { count, span } from './parameters.ts';
import { periodBefore, periodOf } from './period.ts';
import { readSegment, within } from './segment.ts';

/** Asked once for both periods: they lie side by side. */
const siteDays = defineDayQuery({
  name: 'usage.site_days',
  sql: (days) => `
    select d.site as site, toString(d.day) as at, sum(d.visits) as visits, sum(d.visitors) as visitors, sum(d.page_views) as pageViews
    from (${days}) as d group by d.site, d.day`,
  params: span,
  row: z.object({ site: count, at: z.string(), visits: count, visitors: count, pageViews: count }),
});

interface BoardInput extends BoardFilter {
  sort: BoardSort;
  cursor?: string | undefined;
  limit: number;
}

/** All sites that the caller may see, closed ones only when asked for. @throws usage.period_invalid */
export async function getBoard(ctx: Context, input: BoardInput): Promise<Board> {
  const sites = (await boardSites(ctx, input)).filter(({ state }) => state !== 'closed' || input.state === 'closed');
  const period = periodOf(input, ctx.platform.now(), BOARD_ZONE);
  const previousPeriod = periodBefore(period);
  const offset = input.cursor === undefined ? 0 : readCursor(input.cursor, placeOffset).offset;
  const codes = sites.map(({ code }) => code);
  const found =
    codes.length === 0
      ? []
      : await ask(within(ctx.platform.clickhouse, readSegment(input.segment ?? '')), siteDays, {
          sites: codes,
          from: previousPeriod.from,
          to: period.to,
        });
  const owners = await ownersOf(
    ctx.platform,
    sites.map(({ ownerId }) => ownerId),
  );
  const days = daysOf(period.from, period.to);
  const bySite = Map.groupBy(found, ({ site }) => site);
  const unranked = sites.map((site): BoardRow => {
    const all = bySite.get(site.code) ?? [];
    const now = all.filter(({ at }) => at >= period.from);
    const previousVisits = sum(all.filter(({ at }) => at < period.from).map((one) => one.visits));
    const total = sum(now.map((one) => one.visits));
    const byDay = new Map(now.map((one) => [one.at, one.visits]));
    return {
      rank: 0,
      site: { code: site.code, name: site.name },
      kind: site.kind,
      owner: ownerIn(owners, site.ownerId),
      state: site.state,
      visits: total,
      visitors: sum(now.map((one) => one.visitors)),
      pageViews: sum(now.map((one) => one.pageViews)),
      previousVisits,
      change: changeOf(total, previousVisits),
      lastHitAt: lastHit(site),
      days: days.map((day) => byDay.get(day) ?? 0),
    };
  });
  const rows = sorted(ranked(unranked), input.sort);
  const end = offset + input.limit;
  return {
    period,
    previousPeriod,
    rows: rows.slice(offset, end),
    next: end < rows.length ? writeCursor({ offset: end }) : null,
    total: rows.length,
  };
}

function lastHit(site: SiteRecord): string | null {
  return site.lastHitAt?.toISOString() ?? null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Standard competition ranking: equals share a rank (1, 2, 2, 4). Sites come by name, so equals stay in that order. */
function ranked(rows: BoardRow[]): BoardRow[] {
  const byVisits = rows.toSorted((a, b) => b.visits - a.visits);
  let rank = 1;
  for (const [index, row] of byVisits.entries()) {
    if (index > 0 && row.visits < (byVisits[index - 1]?.visits ?? 0)) rank = index + 1;
    row.rank = rank;
  }
  return byVisits;
}

function sorted(rows: BoardRow[], sort: BoardSort): BoardRow[] {
  switch (sort) {
    case 'rank':
      return rows;
    case 'change':
      return rows.toSorted((a, b) => (a.change ?? Number.POSITIVE_INFINITY) - (b.change ?? Number.POSITIVE_INFINITY));
    case 'name':
      return rows.toSorted((a, b) => a.site.name.localeCompare(b.site.name, 'vi'));
    case 'last_hit':
      return rows.toSorted((a, b) => (b.lastHitAt ?? '').localeCompare(a.lastHitAt ?? ''));
  }
}
