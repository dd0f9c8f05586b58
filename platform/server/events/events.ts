import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { PlatformTables } from '../database/tables.ts';
import { EVENT_CHANNEL } from './write-events.ts';

/** An event as live screens receive it. Ids grow; a screen resumes after the last one it saw. */
export interface LiveEvent {
  id: number;
  topic: string;
  payload: Record<string, unknown>;
}

export type Listener = (event: LiveEvent) => void;

export interface Events {
  /** Calls the listener for each event from now on. Returns the way to end it. */
  listen(listener: Listener): () => void;
  /** Events of these topics after an id, oldest first. `null` when older ones have been forgotten: start afresh. */
  since(id: number, topics: readonly string[]): Promise<LiveEvent[] | null>;
  /** Id of the newest event; 0 when there is none. */
  lastId(): Promise<number>;
  close(): Promise<void>;
}

/** How long a screen may be away and still resume. The job `platform.forget_events` removes what is older. */
export const EVENT_LIFE = '1 hour';
const RESUME_AT_MOST = 1_000;
const RECONNECT_MS = 1_000;

/**
 * One connection a process listens; every event is read once from its table and handed to all listeners. After a lost
 * connection it reads what it missed, so that a listener sees each event once and in order.
 */
export async function openEvents(url: string, db: Kysely<unknown>, log: Logger): Promise<Events> {
  const tables = db as unknown as Kysely<PlatformTables>;
  const listeners = new Set<Listener>();
  let client: pg.Client | null = null;
  let closed = false;
  let seen = await lastId();
  let reading: Promise<void> = Promise.resolve();

  async function lastId(): Promise<number> {
    const row = await tables
      .selectFrom('platform.event')
      .select(sql<number | null>`max(id)`.as('id'))
      .executeTakeFirst();
    return row?.id ?? 0;
  }

  async function readNew(): Promise<void> {
    const rows = await tables
      .selectFrom('platform.event')
      .select(['id', 'topic', 'payload'])
      .where('id', '>', seen)
      .orderBy('id')
      .execute();
    for (const row of rows) {
      seen = row.id;
      for (const listener of listeners) listener({ id: seen, topic: row.topic, payload: row.payload });
    }
  }

  function queueRead(): void {
    reading = reading.then(readNew).catch((error) => log.warn({ err: error }, 'events could not be read'));
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'nhipcau events' });
    next.on('notification', queueRead);
    next.on('error', () => {});
    next.on('end', () => {
      if (!closed) setTimeout(reconnect, RECONNECT_MS).unref();
    });
    await next.connect();
    await next.query(`listen ${EVENT_CHANNEL}`);
    client = next;
  }

  function reconnect(): void {
    if (closed) return;
    connect().then(queueRead, (error) => {
      log.warn({ err: error }, 'the line for events is lost');
      setTimeout(reconnect, RECONNECT_MS).unref();
    });
  }

  await connect();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async since(id, topics) {
      const oldest = await tables
        .selectFrom('platform.event')
        .select(sql<number | null>`min(id)`.as('id'))
        .executeTakeFirst();
      if (oldest?.id != null && oldest.id > id + 1) return null;
      const rows = await tables
        .selectFrom('platform.event')
        .select(['id', 'topic', 'payload'])
        .where('id', '>', id)
        .where('topic', 'in', topics.length > 0 ? [...topics] : [''])
        .orderBy('id')
        .limit(RESUME_AT_MOST + 1)
        .execute();
      if (rows.length > RESUME_AT_MOST) return null;
      return rows.map((row) => ({ id: row.id, topic: row.topic, payload: row.payload }));
    },
    lastId,
    async close() {
      closed = true;
      await client?.end();
      await reading;
    },
  };
}
