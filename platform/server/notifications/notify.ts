import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { notificationTopic } from '../../contracts/notifications.ts';
import type { Context } from '../context.ts';
import type { EventEntry } from '../events/write-events.ts';
import { insertNotifications } from './notifications.repo.ts';
import type { NotificationTables } from './tables.ts';

/** Something that certain people should know without looking for it. */
export interface Notice {
  /** Ids of people. Who acts is left out: nobody needs to be told of what they do. */
  to: Iterable<string>;
  /** `module.purpose`, e.g. `usage.site_interrupted`. */
  kind: string;
  subject: { type: string; id: string };
  /** A key with its namespace in the module's texts, e.g. `usage:notice.interrupted`. */
  text: string;
  values?: Record<string, string | number>;
  /** The screen where it is dealt with, e.g. `/sites/7`. */
  link: string;
}

/** Writes the notices in the caller's transaction; answers the events that tell the screens of those people. */
export async function writeNotices(
  ctx: Context,
  trx: Transaction<unknown>,
  notices: readonly Notice[],
): Promise<EventEntry[]> {
  const at = ctx.platform.now();
  const self = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const rows = notices.flatMap(({ to, kind, subject, text, values = {}, link }) =>
    [...new Set(to)]
      .filter((personId) => personId !== self)
      .map((personId) => ({
        id: uuidv7(),
        person_id: personId,
        kind,
        subject_type: subject.type,
        subject_id: subject.id,
        text,
        values: JSON.stringify(values),
        link,
        at,
        read_at: null,
      })),
  );
  if (rows.length === 0) return [];
  await insertNotifications(trx as unknown as Transaction<NotificationTables>, rows);
  return [...new Set(rows.map((row) => row.person_id))].map((personId) => ({ topic: notificationTopic(personId) }));
}
