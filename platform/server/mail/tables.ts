import type { Generated } from 'kysely';

export type MailState = 'waiting' | 'sent' | 'refused' | 'expired';

export interface MailTables {
  'platform.mail': {
    id: string;
    /** What it is about, `module.purpose`. */
    kind: string;
    recipient: string;
    subject: string;
    unit_id: string | null;
    /** Text, HTML and link, sealed; null once sent or expired. */
    sealed: Buffer | null;
    state: Generated<MailState>;
    attempts: Generated<number>;
    /** Why the last try failed, in the mail server's words. */
    cause: string | null;
    created_at: Date;
    next_at: Date;
    expires_at: Date;
    sent_at: Date | null;
  };
}
