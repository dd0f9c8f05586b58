import { requirePerson } from '#platform/server/auth/actor.ts';
import { deletePasskey, renamePasskey as rename } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { directoryErrors } from '../../errors.ts';
import type { Visit } from '../session/visit.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

/** @throws directory.factor_not_found, also for a passkey of somebody else */
export async function renamePasskey(ctx: Context, id: string, name: string): Promise<void> {
  const { accountId } = requirePerson(ctx);
  const account = await ownAccount(ctx);
  await changeOwnAccount(ctx, account, async (tx) => {
    const before = await rename(tx.as<AuthTables>(), accountId, id, name);
    if (before === null) throw directoryErrors.fail('directory.factor_not_found');
    const change = { action: 'directory.passkey.rename', before: { id, name: before }, after: { id, name } };
    return { change: { ...change, notice: null }, result: null };
  });
}

/** @throws directory.factor_not_found, directory.proof_needed, directory.proof_refused */
export async function removePasskey(ctx: Context, id: string, proof: string | undefined, visit: Visit): Promise<void> {
  const { accountId } = requirePerson(ctx);
  await requireProof(ctx, proof, visit);
  const account = await ownAccount(ctx);
  await changeOwnAccount(ctx, account, async (tx) => {
    const name = await deletePasskey(tx.as<AuthTables>(), accountId, id);
    if (name === null) throw directoryErrors.fail('directory.factor_not_found');
    const change = {
      action: 'directory.passkey.remove',
      before: { id, name },
      after: null,
      notice: 'passkeyOff',
    } as const;
    return { change, result: null };
  });
}
