import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { OpenWork, UnitMove } from '#platform/server/module.ts';
import type { UsageTables } from '../tables.ts';
import { findFittingSites } from './sites.repo.ts';

/** More sites than any reorganisation touches. */
const AT_MOST = 10_000;
const EXAMPLES = 5;

/** Sites that agencies own which are to end. They stay theirs; a person must name who goes on with them. */
export async function reorganisationEffects(ctx: Context, moves: readonly UnitMove[]): Promise<OpenWork[]> {
  const owners = new Set(moves.flatMap(({ fromId }) => (fromId === null ? [] : [fromId])));
  if (owners.size === 0) return [];
  const sites = await findFittingSites(ctx.platform.db as Kysely<UsageTables>, { scope: 'all', owners }, AT_MOST);
  const open = sites.filter((site) => site.state !== 'closed');
  return [...Map.groupBy(open, (site) => site.ownerId)].map(([unitId, own]) => ({
    unitId,
    what: 'openWork.sites',
    count: own.length,
    examples: own.slice(0, EXAMPLES).map(({ name, code }) => ({ label: name, path: `/sites/${code}` })),
  }));
}
