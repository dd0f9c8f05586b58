import type { Kysely } from 'kysely';
import { requirePerson } from '#platform/server/auth/actor.ts';
import { deleteSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { countTry, deleteTokens, findToken } from '#platform/server/auth/tokens.repo.ts';
import { TOTP_SEAL } from '#platform/server/auth/totp/check-code.ts';
import { saveTotp } from '#platform/server/auth/totp/totp.repo.ts';
import { stepOf } from '#platform/server/auth/totp/totp.ts';
import { unseal } from '#platform/server/config/seal.ts';
import type { Context } from '#platform/server/context.ts';
import type { RecoveryCodes } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { writeRecoveryCodes } from './renew-recovery-codes.ts';

const TRIES = 10;

/**
 * Turns codes on: the first one proves that the program holds the key. All other sessions end, because they were opened
 * without a code.
 * @throws directory.step_over, directory.code_refused
 */
export async function confirmTotp(ctx: Context, code: string): Promise<RecoveryCodes> {
  const { accountId, sessionId } = requirePerson(ctx);
  const { db, secrets, now } = ctx.platform;
  const tables = db as Kysely<AuthTables>;
  const offer = await findToken(tables, 'totp', `totp ${sessionId}`, now());
  const count = offer && (await countTry(tables, offer.id));
  if (!offer || offer.subject !== accountId || count === null || count > TRIES) {
    throw directoryErrors.fail('directory.step_over');
  }
  const sealed = Buffer.from(String(offer.data['sealed']), 'base64');
  const step = stepOf(Buffer.from(unseal(secrets, TOTP_SEAL, sealed), 'base64'), code, now(), 0);
  if (step === null) throw directoryErrors.fail('directory.code_refused');
  const account = await ownAccount(ctx);
  return await changeOwnAccount(ctx, account, async (tx) => {
    const trx = tx.as<AuthTables>();
    await deleteTokens(trx, 'totp', accountId);
    await saveTotp(trx, accountId, sealed, step, now());
    const recoveryCodes = await writeRecoveryCodes(ctx, trx, accountId);
    const ended = await deleteSessions(trx, accountId, sessionId);
    const after = { on: true, sessionsEnded: ended };
    const change = { action: 'directory.totp.on', before: { on: false }, after, notice: 'totpOn' } as const;
    return { change, result: { recoveryCodes } };
  });
}
