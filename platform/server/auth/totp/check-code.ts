import type { Kysely } from 'kysely';
import { unseal } from '../../config/seal.ts';
import type { Platform } from '../../platform.ts';
import type { AuthTables } from '../tables.ts';
import { hashRecoveryCode, readRecoveryCode } from './recovery-codes.ts';
import { findTotp, markStep, takeRecoveryCode } from './totp.repo.ts';
import { stepOf } from './totp.ts';

/** Purpose under which keys of authenticator programs are sealed. */
export const TOTP_SEAL = 'totp';

/** Uses a code of the account's authenticator program, or a recovery code; answers which it was, null when neither. */
export async function checkCode(
  { db, secrets, now }: Pick<Platform, 'db' | 'secrets' | 'now'>,
  accountId: string,
  typed: string,
): Promise<'code' | 'recovery' | null> {
  const tables = db as Kysely<AuthTables>;
  const recovery = readRecoveryCode(typed);
  if (recovery !== null) {
    const hash = hashRecoveryCode(secrets, accountId, recovery);
    return (await takeRecoveryCode(tables, accountId, hash)) ? 'recovery' : null;
  }
  const totp = await findTotp(tables, accountId);
  if (totp === null) return null;
  const secret = Buffer.from(unseal(secrets, TOTP_SEAL, totp.sealed), 'base64');
  const step = stepOf(secret, typed.replace(/\s/g, ''), now(), totp.lastStep);
  return step !== null && (await markStep(tables, accountId, step)) ? 'code' : null;
}
