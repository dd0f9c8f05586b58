import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { WriteReorganisation } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { insertReorganisation } from './reorganisations.repo.ts';
import { tell } from './steps.ts';

/** Begins a draft. Answers its id. */
export async function createReorganisation(ctx: Context, given: WriteReorganisation): Promise<string> {
  requirePermission(ctx, 'directory.reorganisation.write');
  const input = WriteReorganisation.parse(given);
  const id = uuidv7();
  await transact(ctx, async (tx) => {
    await insertReorganisation(tx.as<DirectoryTables>(), id, input, ctx.platform.now());
    tell(tx, 'create', id, null, input);
  });
  return id;
}
