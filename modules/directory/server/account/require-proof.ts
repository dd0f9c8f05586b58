import type { Kysely } from 'kysely';
import { findAccount } from '#platform/server/auth/accounts.repo.ts';
import { requirePerson } from '#platform/server/auth/actor.ts';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { findSessionStart } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deviceOf } from '#platform/server/auth/tries/device.ts';
import { beginTry } from '#platform/server/auth/tries/tries.ts';
import type { Context } from '#platform/server/context.ts';
import { directoryErrors } from '../../errors.ts';
import type { Visit } from '../session/visit.ts';

/** So long after signing in nobody is asked again. */
const FRESH_MS = 10 * 60_000;

/** Did this session begin a few minutes ago? Sessions count by the clock of the machine. */
export async function isFresh(ctx: Context): Promise<boolean> {
  const { sessionId } = requirePerson(ctx);
  const start = await findSessionStart(ctx.platform.db as Kysely<AuthTables>, sessionId);
  return start !== null && Date.now() - start.getTime() < FRESH_MS;
}

/**
 * Before the ways into an account are changed: the present password, or a session that has just begun. An unlocked
 * screen left alone gives nobody more than the screen.
 * @throws directory.proof_needed, directory.proof_refused, platform.too_many_requests
 */
export async function requireProof(ctx: Context, password: string | undefined, visit: Visit): Promise<void> {
  if (password === undefined) {
    if (await isFresh(ctx)) return;
    throw directoryErrors.fail('directory.proof_needed');
  }
  const { accountId } = requirePerson(ctx);
  const { platform } = ctx;
  const account = (await findAccount(platform.db as Kysely<AuthTables>, accountId))?.email ?? accountId;
  const device = deviceOf(platform.secrets, visit.cookie, account);
  const tried = await beginTry(platform, { act: 'proof', address: visit.from.address, account, device });
  if (!(await openAuth(platform).isPassword(accountId, password))) {
    throw directoryErrors.fail('directory.proof_refused');
  }
  await tried.succeeded();
}
