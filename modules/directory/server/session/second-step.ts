import type { Kysely } from 'kysely';
import { findAccount } from '#platform/server/auth/accounts.repo.ts';
import { readStepCookie } from '#platform/server/auth/cookies.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { countTry, findToken, takeToken } from '#platform/server/auth/tokens.repo.ts';
import { checkCode } from '#platform/server/auth/totp/check-code.ts';
import { deviceOf } from '#platform/server/auth/tries/device.ts';
import { beginTry } from '#platform/server/auth/tries/tries.ts';
import type { Context } from '#platform/server/context.ts';
import { SecondStep } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { type Opened, openSession } from './open-session.ts';
import { tellRefusal } from './sign-in.ts';
import type { Visit } from './visit.ts';

/** Of a million codes three are good at a time: five tries for each right password, and then anew. */
const TRIES = 5;

/**
 * The code after the right password.
 * @throws directory.step_over, directory.code_refused, platform.too_many_requests
 */
export async function takeSecondStep(ctx: Context, given: SecondStep, visit: Visit): Promise<Opened> {
  const { code } = SecondStep.parse(given);
  const { platform } = ctx;
  const db = platform.db as Kysely<AuthTables>;
  const secret = readStepCookie(visit.cookie);
  const token = secret === null ? null : await findToken(db, 'second_step', secret, platform.now());
  const account = token && (await findAccount(db, token.subject));
  if (secret === null || !token || !account) throw directoryErrors.fail('directory.step_over');
  const device = deviceOf(platform.secrets, visit.cookie, account.email);
  const { address } = visit.from;
  const tried = await beginTry(platform, { act: 'code', address, account: account.email, device });
  const count = await countTry(db, token.id);
  if (count === null || count > TRIES) throw directoryErrors.fail('directory.step_over');
  const proof = await checkCode(platform, account.id, code);
  if (proof === null) {
    await tellRefusal(ctx, account.id, 'code', visit);
    throw directoryErrors.fail('directory.code_refused');
  }
  if (!(await takeToken(db, 'second_step', secret, platform.now()))) throw directoryErrors.fail('directory.step_over');
  await tried.succeeded();
  return await openSession(ctx, account, `${String(token.data['method'])}+${proof}`, visit);
}
