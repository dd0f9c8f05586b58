import type { Kysely } from 'kysely';
import { z } from 'zod';
import { findByEmail } from '#platform/server/auth/accounts.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTokens, findTokenStart, insertToken } from '#platform/server/auth/tokens.repo.ts';
import { deviceOf } from '#platform/server/auth/tries/device.ts';
import { beginTry } from '#platform/server/auth/tries/tries.ts';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import { resetMail } from '../mail/mails.ts';
import { findActor } from '../roles/rights.ts';
import { toldAs } from '../session/told-as.ts';
import type { Visit } from '../session/visit.ts';
import { findNode } from '../set-up/node.repo.ts';

const LIFE_MS = 60 * 60_000;
/** A link so young is not followed by another: nobody fills the post box of somebody else. */
const PAUSE_MS = 2 * 60_000;

/**
 * Takes down that somebody wants to set a password anew. Whether there is such an account, a job looks later: neither
 * the answer nor its time tells.
 * @throws platform.too_many_requests
 */
export async function askReset(ctx: Context, email: string, visit: Visit): Promise<void> {
  const { platform } = ctx;
  const device = deviceOf(platform.secrets, visit.cookie, email);
  await beginTry(platform, { act: 'reset', address: visit.from.address, account: email, device });
  const who = await toldAs(ctx, email);
  // oxlint-disable-next-line nhipcau/guarded-writes -- anybody may ask; nothing changes by it
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'directory.password.ask_reset',
      subject: { type: 'directory.account', id: who },
      before: null,
      after: { from: visit.from },
    });
    await tx.enqueue(sendResetJob, { email, locale: ctx.locale });
  });
}

/** Writes the mail, if the address has an account and its person a post. */
export const sendResetJob = defineJob({
  name: 'directory.send_reset',
  input: z.object({ email: z.string(), locale: z.enum(['vi', 'en']) }),
  async run(ctx, { email, locale }) {
    const { platform } = ctx;
    const db = platform.db as Kysely<AuthTables>;
    const now = platform.now();
    const account = await findByEmail(db, email);
    if (!account) return;
    if (!(await findActor(platform, { accountId: account.id, sessionId: '', method: 'reset' }))) return;
    const last = await findTokenStart(db, 'reset', account.id);
    if (last !== null && now.getTime() - last.getTime() < PAUSE_MS) return;
    const node = await findNode(platform);
    const until = new Date(now.getTime() + LIFE_MS);
    // oxlint-disable-next-line nhipcau/guarded-writes -- a job, for who asked; the mail goes to the owner only
    await transact(ctx, async (tx) => {
      const trx = tx.as<AuthTables>();
      await deleteTokens(trx, 'reset', account.id);
      const secret = await insertToken(trx, { purpose: 'reset', subject: account.id, now, lifeMs: LIFE_MS });
      const link = `${publicUrl(platform.config)}/reset#${secret}`;
      const mail = resetMail(locale, { name: account.name, email, node: node?.name ?? 'Nhịp Cầu', link, until });
      await writeMail(ctx, tx, { kind: 'directory.reset', to: account.email, ...mail, expiresAt: until });
    });
  },
});
