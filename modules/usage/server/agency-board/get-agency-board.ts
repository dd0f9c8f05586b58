import { agencyTree, type Tree } from '#modules/directory/server/index.ts';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { AgencyBoardRow, BoardRow, Owner, PublicBoard, ReportPeriod } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { findPublicBoard } from '../public-board/publish.ts';
import { getBoard } from '../reports/board.ts';
import { changeOf } from '../reports/figures.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';

export interface AgencyBoard {
  agency: Owner;
  above: Owner[];
  period: ReportPeriod;
  previousPeriod: ReportPeriod;
  rows: AgencyBoardRow[];
  publicBoard: PublicBoard | null;
  can: { publish: boolean };
}

const SITES_MOST = 5_000;
const ROWS_MOST = 500;

interface Asked {
  agencyId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * An agency and the agencies right below it, each with all that stands below. Only sites whose reports the caller may read
 * are in it. @throws platform.forbidden, usage.period_invalid, usage.owner_not_found
 */
export async function getAgencyBoard(ctx: Context, { agencyId, from, to }: Asked): Promise<AgencyBoard> {
  requirePermission(ctx, 'usage.report.read');
  const tree = await agencyTree(ctx.platform);
  const id = agencyId ?? usualAgency(ctx, tree);
  if (id === undefined || !tree.parents.has(id)) throw usageErrors.fail('usage.owner_not_found');
  requirePermission(ctx, 'usage.report.read', id);
  const board = await getBoard(ctx, { agencyId: id, below: true, from, to, sort: 'rank', limit: SITES_MOST });
  const above = aboveOf(tree, id).filter((one) => may(ctx.actor, 'usage.report.read', one));
  const grouped = Map.groupBy(board.rows, ({ owner }) => childOf(tree, id, owner.id));
  const owners = await ownersOf(ctx.platform, [id, ...above, ...grouped.keys()]);
  const rows = [...grouped].map(([child, sites]) =>
    rowOf(ownerIn(owners, child), child !== id && (tree.children.get(child)?.length ?? 0) > 0, sites),
  );
  return {
    agency: ownerIn(owners, id),
    above: above.map((one) => ownerIn(owners, one)),
    period: board.period,
    previousPeriod: board.previousPeriod,
    rows: ranked(rows).slice(0, ROWS_MOST),
    publicBoard: await findPublicBoard(ctx, id),
    can: { publish: may(ctx.actor, 'usage.board.write', id) },
  };
}

/** The agency whose hat the caller wears, else the first whose reports he may read, from the root down. */
function usualAgency({ actor }: Context, tree: Tree): string | undefined {
  const reads = (id: string) => tree.parents.has(id) && may(actor, 'usage.report.read', id);
  const unit = actor.kind === 'person' ? actor.unitId : null;
  return unit !== null && reads(unit) ? unit : [...tree.roots, ...tree.parents.keys()].find(reads);
}

function aboveOf(tree: Tree, id: string): string[] {
  const above: string[] = [];
  for (let next = tree.parents.get(id); next; next = tree.parents.get(next)) above.unshift(next);
  return above;
}

/** The agency right below `top` under which this one stands; `top` itself for its own sites. */
function childOf(tree: Tree, top: string, id: string): string {
  let child = id;
  for (
    let parent = tree.parents.get(child);
    child !== top && parent && parent !== top;
    parent = tree.parents.get(child)
  ) {
    child = parent;
  }
  return child;
}

function rowOf(agency: Owner, opens: boolean, sites: readonly BoardRow[]): AgencyBoardRow {
  const sum = (of: (row: BoardRow) => number) => sites.reduce((total, row) => total + of(row), 0);
  const visits = sum((row) => row.visits);
  const previousVisits = sum((row) => row.previousVisits);
  const inState = (...states: BoardRow['state'][]) => sites.filter(({ state }) => states.includes(state)).length;
  return {
    rank: 0,
    agency,
    opens,
    sites: sites.length,
    receiving: inState('receiving'),
    interrupted: inState('interrupted'),
    waiting: inState('registered', 'embedded'),
    visits,
    previousVisits,
    change: changeOf(visits, previousVisits),
    days: (sites[0]?.days ?? []).map((_, day) => sum((row) => row.days[day] ?? 0)),
  };
}

function ranked(rows: AgencyBoardRow[]): AgencyBoardRow[] {
  return rows
    .map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.visits > row.visits).length }))
    .toSorted((a, b) => a.rank - b.rank || a.agency.name.localeCompare(b.agency.name, 'vi'));
}
