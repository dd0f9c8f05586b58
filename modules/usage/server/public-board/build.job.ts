import type { Kysely } from 'kysely';
import { z } from 'zod';
import { getAgencyBrief } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { BoardSnapshot } from '../../contract.ts';
import { getBoard } from '../reports/board.ts';
import { getTotals } from '../reports/totals.ts';
import { findSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { type BoardRecord, keepSnapshot, staleBoards } from './boards.repo.ts';
import { suppress, tell } from './suppress.ts';

/** So old may the figures of a public board become. */
const FRESH_MS = 10 * 60_000;
/** Boards of one round; the next takes the rest. */
const ROUND = 200;
/** Sites that a board names. */
const TOP = 15;

/** Works out what public boards show. Readers only ever get what lies there. */
export const buildPublicBoardsJob = defineJob({
  name: 'usage.build_public_boards',
  input: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    const db = ctx.platform.db as Kysely<UsageTables>;
    const now = ctx.platform.now();
    for (const board of await staleBoards(db, new Date(now.getTime() - FRESH_MS), ROUND)) {
      await keepSnapshot(db, board, await snapshotOf(ctx, board), now);
    }
  },
});

async function snapshotOf(ctx: Context, { agencyId, title, smallest }: BoardRecord): Promise<BoardSnapshot> {
  const { platform } = ctx;
  const filter = { agencyId, below: true };
  const totals = await getTotals(ctx, { ...filter, compare: true });
  const { rows } = await getBoard(ctx, { ...filter, sort: 'rank', limit: 5_000 });
  const shown = rows.slice(0, TOP);
  const sites = new Map(
    (
      await findSites(
        platform.reports as Kysely<UsageTables>,
        shown.map(({ site }) => site.code),
      )
    ).map((site) => [site.code, site]),
  );
  const visits = suppress(
    rows.map((row) => row.visits),
    smallest,
  );
  const days = suppress(
    totals.series.map((point) => point.visits),
    smallest,
  );
  const { figures } = totals;
  return {
    title,
    agency: (await getAgencyBrief(platform, agencyId)).name,
    period: totals.period,
    smallest,
    visits: tell(figures.visits.numerator, smallest),
    pageViews: tell(figures.pageViews.numerator, smallest),
    // A change of few says who came.
    change:
      Math.min(figures.visits.numerator, figures.visits.previous?.numerator ?? 0) < smallest
        ? null
        : figures.visits.change,
    receiving: totals.sites.receiving,
    sites: totals.sites.total,
    days: totals.series.map(({ at }, index) => ({ at, visits: days[index] ?? null })),
    top: shown.map(({ site }, index) => ({
      name: site.name,
      host: sites.get(site.code)?.domains[0] ?? null,
      visits: visits[index] ?? null,
    })),
    builtAt: platform.now().toISOString(),
  };
}
