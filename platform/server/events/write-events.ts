import { sql, type Transaction } from 'kysely';
import type { PlatformTables } from '../database/tables.ts';

/** A hint to live screens: something behind this topic changed. Small; screens ask again for what they show. */
export interface EventEntry {
  /** `module.thing` or `module.thing:id`, e.g. `usage.site:1`. */
  topic: string;
  payload?: Record<string, unknown>;
}

/** PostgreSQL channel on which new event ids are told. */
export const EVENT_CHANNEL = 'nhipcau_event';

/** Any number will do, so long as all writers of events take the same. */
const EVENT_ORDER_LOCK = 4_102_021;

/**
 * Appends events in the caller's transaction. The lock makes ids become visible in their order, so that a reader who
 * resumes after id N can never miss a lower id that was committed late.
 */
export async function writeEvents(trx: Transaction<unknown>, events: readonly EventEntry[]): Promise<void> {
  if (events.length === 0) return;
  const db = trx as unknown as Transaction<PlatformTables>;
  await sql`select pg_advisory_xact_lock(${sql.lit(EVENT_ORDER_LOCK)})`.execute(db);
  const rows = await db
    .insertInto('platform.event')
    .values(events.map((event) => ({ topic: event.topic, payload: JSON.stringify(event.payload ?? {}) })))
    .returning('id')
    .execute();
  const last = rows.at(-1)?.id;
  await sql`select pg_notify(${EVENT_CHANNEL}, ${String(last)})`.execute(db);
}
