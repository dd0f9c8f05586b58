import type { Kysely, Transaction } from 'kysely';
import { notificationTopic } from '../../contracts/notifications.ts';
import { platformErrors } from '../../errors.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { writeEvents } from '../events/write-events.ts';
import { countUnread, markRead } from './notifications.repo.ts';
import type { NotificationTables } from './tables.ts';

/**
 * Marks one of the caller's own notifications as read, or all where none is named; the person's other windows hear of
 * it. Answers how many stay unread. No audit row: what somebody has looked at is no act of the office.
 * @throws platform.not_signed_in, platform.notification_not_found
 */
export async function readNotifications(ctx: Context, id: string | null): Promise<{ unread: number }> {
  const { personId } = requirePerson(ctx);
  const db = ctx.platform.db as Kysely<NotificationTables>;
  return await db.transaction().execute(async (trx) => {
    const marked = await markRead(trx, personId, id, ctx.platform.now());
    if (id !== null && marked === 0) throw platformErrors.fail('platform.notification_not_found');
    if (marked > 0) await writeEvents(trx as unknown as Transaction<unknown>, [{ topic: notificationTopic(personId) }]);
    return { unread: await countUnread(trx, personId) };
  });
}
