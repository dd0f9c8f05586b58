import type { Kysely } from 'kysely';
import type { OutputOf } from '../../contract.ts';
import { type notificationsContract, notificationTopic } from '../../contracts/notifications.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { pageOf, placeId, readCursor } from '../paging.ts';
import { countUnread, findNotifications } from './notifications.repo.ts';
import type { NotificationTables } from './tables.ts';

/** The caller's own notifications, newest first. @throws platform.not_signed_in */
export async function listNotifications(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<OutputOf<typeof notificationsContract.listNotifications>> {
  const { personId } = requirePerson(ctx);
  const db = ctx.platform.db as Kysely<NotificationTables>;
  const after = cursor === undefined ? null : readCursor(cursor, placeId);
  const [found, unread] = await Promise.all([
    findNotifications(db, personId, after, limit + 1),
    countUnread(db, personId),
  ]);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  return {
    rows: rows.map(({ at, readAt, ...row }) => ({ ...row, at: at.toISOString(), read: readAt !== null })),
    next,
    unread,
    topic: notificationTopic(personId),
  };
}
