import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Move } from '../../contract.ts';
import { beyondOwn } from '../roles/grant-role.ts';
import { findRole } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Problem } from './check-moves.ts';
import type { Plan } from './plan.ts';
import { movesOf } from './world.ts';

/** Rights that would go to an heir though the one who applies does not hold them there: nobody gives what they lack. */
export async function rightsBeyondOwn(ctx: Context, plan: Plan, moves: readonly Move[]): Promise<Problem[]> {
  if (ctx.actor.kind === 'system') return [];
  const parents = new Map(movesOf(moves, 'found').map((move) => [move.toId, move.parentId]));
  const asked = new Map<string, { roleId: string; scope: 'unit' | 'below'; to: string }>();
  for (const { roleId, scope, to, ends } of plan.rights) {
    if (ends || to === null || scope === 'node') continue;
    asked.set(`${roleId} ${scope} ${to}`, { roleId, scope, to });
  }
  const problems: Problem[] = [];
  for (const { roleId, scope, to } of asked.values()) {
    const role = await findRole(ctx.platform.db as Kysely<DirectoryTables>, roleId);
    // An agency that is not founded yet is in nobody's reach: its parent and all below stand for it.
    const founder = parents.get(to);
    const place =
      founder === undefined
        ? { scope, agencyId: to }
        : founder === null
          ? null
          : { scope: 'below' as const, agencyId: founder };
    const beyond = await beyondOwn(ctx, place ?? { scope: 'node', agencyId: null }, role?.permissions ?? []);
    if (beyond !== null) problems.push({ code: 'rights_beyond_own', moveId: null, agencyId: to, detail: beyond });
  }
  return problems;
}
