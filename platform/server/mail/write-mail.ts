import { v7 as uuidv7 } from 'uuid';
import { seal } from '../config/seal.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/transact.ts';
import { insertMail } from './mail.repo.ts';
import { MAIL_SEAL, type MailBody } from './mail-body.ts';
import { sendMail } from './send-mail.ts';
import type { MailTables } from './tables.ts';

export interface NewMail {
  /** `module.purpose`, e.g. `directory.invitation`. */
  kind: string;
  to: string;
  subject: string;
  body: MailBody;
  /** The agency that the mail concerns. */
  unitId?: string | null;
  /** After this instant the mail says nothing true any more, and is not sent. */
  expiresAt: Date;
}

/** Puts a mail into the outbox, in the caller's transaction; a job sends it. Answers its id. */
export async function writeMail(ctx: Context, tx: Tx, mail: NewMail): Promise<string> {
  const { platform } = ctx;
  const now = platform.now();
  const id = uuidv7();
  await insertMail(tx.as<MailTables>(), {
    id,
    kind: mail.kind,
    recipient: mail.to,
    subject: mail.subject,
    unit_id: mail.unitId ?? null,
    sealed: seal(platform.secrets, MAIL_SEAL, JSON.stringify(mail.body)),
    created_at: now,
    next_at: now,
    expires_at: mail.expiresAt,
    cause: null,
    sent_at: null,
  });
  tx.audit({
    action: 'platform.mail.write',
    subject: { type: 'platform.mail', id },
    unitId: mail.unitId ?? null,
    before: null,
    after: { kind: mail.kind, to: mail.to, subject: mail.subject },
  });
  await tx.enqueue(sendMail, {}, { singletonKey: 'send' });
  return id;
}
