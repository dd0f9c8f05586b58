import type { Kysely } from 'kysely';
import type { Transporter } from 'nodemailer';
import { z } from 'zod';
import { publicUrl } from '../config/public-url.ts';
import { unseal } from '../config/seal.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Context } from '../context.ts';
import { defineJob } from '../jobs/jobs.ts';
import { causeOf, concernsThisMail, outcomeOf, pauseAfter, type SmtpError } from './failure.ts';
import { lockDueMail, markFailed, markSent, postponeDue, tidyMails } from './mail.repo.ts';
import { MAIL_SEAL, type MailBody } from './mail-body.ts';
import type { MailTables } from './tables.ts';
import { openTransport } from './transport.ts';

/** Mails of one round; the next round takes the rest. */
const ROUND = 500;
const KEEP_MS = 180 * 24 * 3_600_000;

/** Sends what is due. Written with each mail, and each minute for what had to wait. */
export const sendMail = defineJob({
  name: 'platform.send_mail',
  input: z.object({}),
  retries: 0,
  cron: '* * * * *',
  run: (ctx) => sendDueMails(ctx),
});

/** One round over the outbox. Several processes may run it at once: each mail is locked by one. */
export async function sendDueMails(ctx: Context): Promise<void> {
  const db = ctx.platform.db as Kysely<MailTables>;
  const now = ctx.platform.now();
  await tidyMails(db, now, new Date(now.getTime() - KEEP_MS));
  const transport = openTransport(ctx.platform.config);
  // Without a mail server they wait, and the outbox says why.
  if (transport === null) return;
  try {
    for (let sent = 0; sent < ROUND; sent++) if (!(await sendNext(ctx, db, transport))) return;
  } finally {
    transport.close();
  }
}

/**
 * Sends one mail while its row is locked; answers whether there may be more. A crash between the server's "yes" and the
 * commit sends it twice: then both bear one Message-ID, by which mail programs know them for one.
 */
async function sendNext(ctx: Context, db: Kysely<MailTables>, transport: Transporter): Promise<boolean> {
  const { secrets, config, now, log } = ctx.platform;
  const failure = await db.transaction().execute(async (trx) => {
    const mail = await lockDueMail(trx, now());
    if (mail === null) return 'none';
    try {
      const { text, html, attachments = [], stop } = openBody(secrets, mail.sealed);
      await transport.sendMail({
        to: mail.recipient,
        subject: mail.subject,
        text,
        html,
        messageId: `<${mail.id}@${new URL(publicUrl(config)).hostname}>`,
        attachments: attachments.map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content,
          encoding: 'base64',
        })),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(stop && { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      });
      await markSent(trx, mail.id, now());
      return null;
    } catch (error) {
      await markFailed(trx, mail.id, outcomeOf(error as SmtpError, mail.attempts, now()));
      log.warn({ mail: mail.id, cause: causeOf(error as SmtpError) }, 'mail not sent');
      return concernsThisMail(error as SmtpError) ? null : { error: error as SmtpError, attempts: mail.attempts };
    }
  });
  if (failure === null) return true;
  // What cannot be reached for one cannot be reached for the others.
  if (failure !== 'none') {
    const nextAt = new Date(now().getTime() + pauseAfter(failure.attempts));
    await postponeDue(db, now(), causeOf(failure.error), nextAt);
  }
  return false;
}

/** @throws SmtpError `EMESSAGE` when other secrets sealed it: this mail can never be read again */
function openBody(secrets: Secrets, sealed: Buffer): MailBody {
  try {
    return JSON.parse(unseal(secrets, MAIL_SEAL, sealed));
  } catch (cause) {
    const message = 'The mail was sealed with other secrets than those of this node (secrets.json).';
    throw Object.assign(new Error(message, { cause }), { code: 'EMESSAGE' });
  }
}
