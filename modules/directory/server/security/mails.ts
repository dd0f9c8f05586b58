import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { unseal } from '#platform/server/config/seal.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { findMail, listMails as listRows, makeDue } from '#platform/server/mail/mail.repo.ts';
import { MAIL_SEAL, type MailBody } from '#platform/server/mail/mail-body.ts';
import { sendMail } from '#platform/server/mail/send-mail.ts';
import type { MailTables } from '#platform/server/mail/tables.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { MailRow } from '../../contract/security.ts';
import { directoryErrors } from '../../errors.ts';

const OPEN = ['waiting', 'refused'] as const;
const ALL = [...OPEN, 'sent', 'expired'] as const;
/** A link of another kind signs in somebody who has an account: that is for their eyes only. */
const HANDED_OVER = 'directory.invitation';

/** The outbox: what has not left and why, or all. */
export async function listMails(
  ctx: Context,
  { all, cursor, limit }: { all: boolean; cursor?: string | undefined; limit: number },
) {
  requirePermission(ctx, 'directory.security.inspect', null);
  const before = cursor === undefined ? null : readCursor(cursor, placeId);
  const db = ctx.platform.db as Kysely<MailTables>;
  const found = await listRows(db, all ? ALL : OPEN, before, limit + 1);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  return {
    rows: rows.map((row): MailRow => {
      const open = row.state === 'waiting' || row.state === 'refused';
      return {
        id: row.id,
        kind: row.kind,
        to: row.recipient,
        subject: row.subject,
        state: row.state,
        tries: row.attempts,
        cause: row.cause,
        createdAt: row.created_at.toISOString(),
        nextAt: row.next_at.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
        can: { retry: open, copyLink: open && row.kind === HANDED_OVER },
      };
    }),
    next,
    total: null,
    hasServer: ctx.platform.config.MAIL_URL !== undefined,
  };
}

/** Makes a mail due now. @throws directory.mail_not_found, also for one that has left or expired */
export async function retryMail(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.security.manage', null);
  await transact(ctx, async (tx) => {
    if (!(await makeDue(tx.as<MailTables>(), id, ctx.platform.now()))) {
      throw directoryErrors.fail('directory.mail_not_found');
    }
    await tx.enqueue(sendMail, {}, { singletonKey: 'send' });
    const subject = { type: 'platform.mail', id };
    tx.audit({ action: 'directory.mail.retry', subject, before: null, after: { asked: true } });
  });
}

/**
 * The link of an invitation that cannot leave, so that it can be handed over. That somebody has read it is told.
 * @throws directory.mail_not_found, also for mails of other kinds
 */
export async function copyMailLink(ctx: Context, id: string): Promise<string> {
  requirePermission(ctx, 'directory.security.manage', null);
  const { db, secrets } = ctx.platform;
  const mail = await findMail(db as Kysely<MailTables>, id);
  if (!mail?.sealed || mail.kind !== HANDED_OVER) throw directoryErrors.fail('directory.mail_not_found');
  const { link }: MailBody = JSON.parse(unseal(secrets, MAIL_SEAL, mail.sealed));
  if (link === null) throw directoryErrors.fail('directory.mail_not_found');
  await transact(ctx, async (tx) => {
    const after = { to: mail.recipient };
    tx.audit({ action: 'directory.mail.copy_link', subject: { type: 'platform.mail', id }, before: null, after });
  });
  return link;
}
