import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { cursor, id, limit } from '../inputs.ts';

/** Live topic of one person: a notification came, or was read in another window. */
export const notificationTopic = (personId: string) => `platform.notifications:${personId}`;

export const NotificationRow = z.object({
  id,
  /** What it is about, `module.purpose`, e.g. `usage.site_interrupted`. */
  kind: z.string(),
  /** Key of its text with the namespace, e.g. `usage:notice.interrupted`; screens translate it with `values`. */
  text: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The screen where it is dealt with. */
  link: z.string(),
  at: z.iso.datetime(),
  read: z.boolean(),
});
export type NotificationRow = z.infer<typeof NotificationRow>;

const own = { kind: 'signed-in' } as const;

/** Each person's own, whoever that is: nobody can ask for another's. */
export const notificationsContract = defineContract({
  listNotifications: {
    method: 'GET',
    path: '/api/notifications',
    summary: "The caller's own notifications, newest first",
    query: z.object({ cursor: cursor.optional(), limit: limit(100, 20) }),
    response: z.object({
      rows: z.array(NotificationRow),
      next: cursor.nullable(),
      /** Unread ones in all; 100 stands for 100 and more. */
      unread: z.number().int(),
      /** Where changes are told live. */
      topic: z.string(),
    }),
    access: own,
  },
  readNotification: {
    method: 'POST',
    path: '/api/notifications/:id/read',
    summary: 'Mark one of the own notifications as read',
    params: z.object({ id }),
    response: z.object({ unread: z.number().int() }),
    access: own,
    errors: ['platform.notification_not_found'],
  },
  readAllNotifications: {
    method: 'POST',
    path: '/api/notifications/read',
    summary: 'Mark all own notifications as read',
    response: z.object({ unread: z.number().int() }),
    access: own,
  },
});
