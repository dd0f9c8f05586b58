import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { WriteReorganisation } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { deleteReorganisation, updateReorganisation } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';

/**
 * Changes title, legal basis or day of a draft; what was ready is to be previewed again.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, platform.conflict
 */
export async function changeReorganisation(
  ctx: Context,
  id: string,
  { version, ...given }: WriteReorganisation & { version: number },
): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  const input = WriteReorganisation.parse(given);
  await transact(ctx, async (tx) => {
    const { record } = await takeReorganisation(ctx, tx, id, ['draft', 'ready'], version);
    await updateReorganisation(tx.as<DirectoryTables>(), id, input);
    const { title, legal, effectiveOn, state } = record;
    tell(tx, 'change', id, { title, legal, effectiveOn, state }, { ...input, state: 'draft' });
  });
}

/** Throws a draft away. @throws directory.reorganisation_not_found, directory.reorganisation_state */
export async function discardReorganisation(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  await transact(ctx, async (tx) => {
    const { record, moves } = await takeReorganisation(ctx, tx, id, ['draft', 'ready']);
    await deleteReorganisation(tx.as<DirectoryTables>(), id);
    tell(tx, 'discard', id, { ...record, moves: moves.length }, null);
  });
}
