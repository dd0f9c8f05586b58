import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import { defineJob } from '../jobs/jobs.ts';
import { wasTold } from '../notifications/notifications.repo.ts';
import { peopleOfOperations } from '../operations/people-of-operations.ts';
import { findMailTrouble } from './mail.repo.ts';
import type { MailTables } from './tables.ts';

const KIND = 'platform.mail_stuck';
const OUTBOX_SCREEN = '/security?view=mails';
/** A server that is away for a moment is tried again by itself. */
const STUCK_AFTER_MS = 30 * 60_000;
/** While nothing is done about it, it is said again after so long. */
const AGAIN_MS = 24 * 3_600_000;

/** Tells who looks after the node that mail does not leave: it has waited for half an hour, or was refused for good. */
export const watchMailsJob = defineJob({
  name: 'platform.watch_mails',
  input: z.object({}),
  cron: '*/10 * * * *',
  run: watchMails,
});

export async function watchMails(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const now = platform.now().getTime();
  const trouble = await findMailTrouble(platform.db as Kysely<MailTables>, new Date(now - STUCK_AFTER_MS));
  const { stuck, refused, cause } = trouble;
  if (stuck + refused === 0 || (await wasTold(platform.db, KIND, new Date(now - AGAIN_MS)))) return;
  const to = await peopleOfOperations(platform);
  if (to.length === 0) return;
  const hasServer = platform.config.MAIL_URL !== undefined;
  await transact(ctx, async (tx) => {
    const subject = { type: 'platform.mail', id: 'outbox' };
    tx.notify({
      to,
      kind: KIND,
      subject,
      text: hasServer ? 'operations:notice.mailStuck' : 'operations:notice.mailNoServer',
      values: hasServer ? { count: stuck + refused, cause: cause ?? '' } : { count: stuck + refused },
      link: OUTBOX_SCREEN,
    });
    tx.audit({ action: 'platform.mail.watch', subject, before: null, after: { ...trouble, told: to.length } });
  });
}
