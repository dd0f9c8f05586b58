import type { Context } from '#platform/server/context.ts';
import { type BoardTotals, SiteState } from '../../contract.ts';
import { BOARD_ZONE, type BoardFilter, boardSites } from './board-filter.ts';
import { countUse, figuresOf } from './figures.ts';
import { periodBefore, periodOf } from './period.ts';
import { readSegment, within } from './segment.ts';
import { dailySeries } from './series.ts';

/** The figures of all sites that fit, together; closed ones keep what they had. @throws usage.period_invalid */
export async function getTotals(ctx: Context, input: BoardFilter & { compare: boolean }): Promise<BoardTotals> {
  const sites = await boardSites(ctx, input);
  const codes = sites.map(({ code }) => code);
  const clickhouse = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const period = periodOf(input, ctx.platform.now(), BOARD_ZONE);
  const before = periodBefore(period);
  const [now, previous, series] = await Promise.all([
    countUse(clickhouse, codes, period),
    input.compare ? countUse(clickhouse, codes, before) : null,
    dailySeries(clickhouse, codes, period),
  ]);
  const states = Object.fromEntries(
    SiteState.options.map((state) => [state, sites.filter((site) => site.state === state).length]),
  ) as Record<SiteState, number>;
  return {
    period,
    sites: { total: sites.length - states.closed, ...states },
    figures: figuresOf(now, period, previous, before),
    series,
  };
}
