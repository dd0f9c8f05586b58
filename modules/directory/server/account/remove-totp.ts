import type { Kysely } from 'kysely';
import { requirePerson } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTotp, findTotp, replaceRecoveryCodes } from '#platform/server/auth/totp/totp.repo.ts';
import type { Context } from '#platform/server/context.ts';
import type { Visit } from '../session/visit.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

/** Turns codes off; off already, nothing happens. @throws directory.proof_needed, directory.proof_refused */
export async function removeTotp(ctx: Context, proof: string | undefined, visit: Visit): Promise<void> {
  const { accountId } = requirePerson(ctx);
  await requireProof(ctx, proof, visit);
  if (!(await findTotp(ctx.platform.db as Kysely<AuthTables>, accountId))) return;
  const account = await ownAccount(ctx);
  await changeOwnAccount(ctx, account, async (tx) => {
    const trx = tx.as<AuthTables>();
    await deleteTotp(trx, accountId);
    await replaceRecoveryCodes(trx, accountId, []);
    const change = {
      action: 'directory.totp.off',
      before: { on: true },
      after: { on: false },
      notice: 'totpOff',
    } as const;
    return { change, result: null };
  });
}
