import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { ReorganisationEffects } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { describeEffects } from './effects.ts';
import { rightsBeyondOwn } from './held-rights.ts';
import { planMoves } from './plan.ts';
import { requireReorganise } from './policy.ts';
import { findMoves, findReorganisation, setState } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';
import { readWorld } from './world.repo.ts';

/**
 * All effects of a draft, and what is in its way. Where nothing is, the draft is ready to be applied.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state
 */
export async function previewReorganisation(ctx: Context, id: string): Promise<ReorganisationEffects> {
  requirePermission(ctx, 'directory.reorganisation.write');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const record = await findReorganisation(db, id);
  if (!record) throw directoryErrors.fail('directory.reorganisation_not_found');
  if (record.state !== 'draft' && record.state !== 'ready') {
    throw directoryErrors.fail('directory.reorganisation_state', { detail: `It is ${record.state} already.` });
  }
  const moves = await findMoves(db, id);
  requireReorganise(ctx, moves);
  const world = await readWorld(db, moves, record.effectiveOn);
  const plan = planMoves(moves, world, { id, legalBasis: record.legal.number });
  const problems = [...plan.problems, ...(await rightsBeyondOwn(ctx, plan, moves))];
  const effects = await describeEffects(ctx, { moves, world, plan: { ...plan, problems } });
  const state = problems.length === 0 ? 'ready' : 'draft';
  if (state !== record.state) {
    await transact(ctx, async (tx) => {
      await takeReorganisation(ctx, tx, id, ['draft', 'ready'], record.version);
      await setState(tx.as<DirectoryTables>(), id, state);
      tell(tx, 'preview', id, { state: record.state }, { state });
    });
  }
  return effects;
}
