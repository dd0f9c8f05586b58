import type { Kysely } from 'kysely';
import { platformErrors } from '#platform/errors.ts';
import { type Account, findAccount } from '#platform/server/auth/accounts.repo.ts';
import { requirePerson } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { type Notice, noticeMail } from '../mail/mails.ts';
import { findNode } from '../set-up/node.repo.ts';

const NOTICE_LIFE_MS = 7 * 24 * 3_600_000;

/** @throws platform.not_signed_in */
export async function ownAccount(ctx: Context): Promise<Account> {
  const { accountId } = requirePerson(ctx);
  const account = await findAccount(ctx.platform.db as Kysely<AuthTables>, accountId);
  // Removed while its session was open.
  if (!account) throw platformErrors.fail('platform.not_signed_in');
  return account;
}

export interface Change {
  action: string;
  before: unknown;
  after: unknown;
  /** Told to the owner by mail, so that nobody changes the ways in unseen; null: nothing to tell. */
  notice: Notice | null;
}

/**
 * Changes something about a way into the own account: the rows, the audit, a mail to the owner, all or nothing. `work`
 * answers what is to be told; it throws when there was nothing to change.
 */
export async function changeOwnAccount<T>(
  ctx: Context,
  account: Account,
  work: (tx: Tx) => Promise<{ change: Change; result: T }>,
): Promise<T> {
  const node = await findNode(ctx.platform);
  // oxlint-disable-next-line nhipcau/guarded-writes -- the owner, as the verb that calls this has asked; or the token of a reset
  const result = await transact(ctx, async (tx) => {
    const done = await work(tx);
    const { action, before, after, notice } = done.change;
    tx.audit({ action, subject: { type: 'directory.account', id: account.id }, before, after });
    tx.emit({ topic: CHANGED });
    if (notice !== null) await tellOwner(ctx, tx, account, notice, node?.name ?? 'Nhịp Cầu');
    return done.result;
  });
  forgetCache(ctx.platform);
  return result;
}

async function tellOwner(ctx: Context, tx: Tx, account: Account, notice: Notice, node: string): Promise<void> {
  const now = ctx.platform.now();
  const mail = noticeMail(ctx.locale, { name: account.name, node, notice, at: now });
  const expiresAt = new Date(now.getTime() + NOTICE_LIFE_MS);
  await writeMail(ctx, tx, { kind: 'directory.notice', to: account.email, ...mail, expiresAt });
}
