import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { applyMoves } from '../reorganisations/apply-moves.ts';
import { findReorganisation, insertReorganisation, replaceMoves } from '../reorganisations/reorganisations.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { AgencyPlan } from './plan-agencies.ts';

/** Applies the merger as any reorganisation is applied: what the sample shows of it is what the verbs do. */
export async function loadMerger(ctx: Context, tx: Tx, { reorganisations }: AgencyPlan): Promise<void> {
  const trx = tx.as<DirectoryTables>();
  for (const { head, moves } of reorganisations) {
    const id = uuidv7();
    await insertReorganisation(trx, id, head, ctx.platform.now());
    await replaceMoves(trx, id, moves);
    const record = await findReorganisation(trx, id);
    if (record) await applyMoves(ctx, tx, record, moves);
  }
}
