import type { Kysely, Transaction } from 'kysely';
import { requirePerson } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from '#platform/server/auth/totp/recovery-codes.ts';
import { findTotp, replaceRecoveryCodes } from '#platform/server/auth/totp/totp.repo.ts';
import type { Context } from '#platform/server/context.ts';
import type { RecoveryCodes } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { Visit } from '../session/visit.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

/**
 * Ten new codes; the old ones are void.
 * @throws directory.factor_not_found while codes are off; directory.proof_needed, directory.proof_refused
 */
export async function renewRecoveryCodes(
  ctx: Context,
  proof: string | undefined,
  visit: Visit,
): Promise<RecoveryCodes> {
  const { accountId } = requirePerson(ctx);
  await requireProof(ctx, proof, visit);
  if (!(await findTotp(ctx.platform.db as Kysely<AuthTables>, accountId))) {
    throw directoryErrors.fail('directory.factor_not_found');
  }
  const account = await ownAccount(ctx);
  return await changeOwnAccount(ctx, account, async (tx) => {
    const recoveryCodes = await writeRecoveryCodes(ctx, tx.as<AuthTables>(), accountId);
    const after = { renewed: true };
    const change = { action: 'directory.recovery_codes.renew', before: null, after, notice: 'recoveryCodes' } as const;
    return { change, result: { recoveryCodes } };
  });
}

/** Writes ten new codes in the place of the old ones; answers them, for their owner's eyes. */
export async function writeRecoveryCodes(
  { platform }: Context,
  trx: Transaction<AuthTables>,
  accountId: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(platform.secrets, accountId, readRecoveryCode(code) ?? code));
  await replaceRecoveryCodes(trx, accountId, hashes);
  return codes;
}
