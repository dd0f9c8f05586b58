import type { ColumnType, Kysely, Transaction } from 'kysely';
import { type EventEntry, writeEvents } from '../events/write-events.ts';

export interface BackupTables {
  'platform.backup': {
    id: string;
    state: BackupState;
    /** The folder or bucket, without secrets. */
    place: string;
    file: string;
    sealed: boolean;
    bytes: number | null;
    sha256: Buffer | null;
    /** Why it failed. */
    cause: string | null;
    /** The thing in hand. */
    step: ColumnType<string | null, never, string | null>;
    /** Bytes read so far, before packing. */
    read_bytes: ColumnType<number | null, never, number>;
    started_at: Date;
    ended_at: Date | null;
    /** Since when newer ones have taken its place. */
    removed_at: ColumnType<Date | null, never, Date>;
  };
}
export type BackupState = 'running' | 'done' | 'failed';

type Db = Kysely<BackupTables> | Transaction<BackupTables>;

export interface NewBackup {
  id: string;
  place: string;
  file: string;
  sealed: boolean;
  startedAt: Date;
}

export async function insertBackup(trx: Transaction<BackupTables>, { startedAt, ...backup }: NewBackup): Promise<void> {
  await trx
    .insertInto('platform.backup')
    .values({ ...backup, state: 'running', started_at: startedAt })
    .execute();
}

/** How far the one in hand is. */
export async function noteProgress(
  db: Kysely<BackupTables>,
  id: string,
  { step, readBytes }: { step: string; readBytes: number },
  event: EventEntry,
): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- how far work is, no act of anybody
  await db.transaction().execute(async (trx) => {
    await setProgress(trx, id, step, readBytes);
    await writeEvents(trx as unknown as Transaction<unknown>, [event]);
  });
}

async function setProgress(trx: Transaction<BackupTables>, id: string, step: string, readBytes: number): Promise<void> {
  await trx
    .updateTable('platform.backup')
    .set({ step, read_bytes: readBytes })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export type BackupEnd =
  | { state: 'done'; endedAt: Date; bytes: number; sha256: Buffer; read_bytes: number }
  | { state: 'failed'; endedAt: Date; cause: string };

export async function endBackup(
  trx: Transaction<BackupTables>,
  id: string,
  { endedAt, ...end }: BackupEnd,
): Promise<void> {
  await trx
    .updateTable('platform.backup')
    .set({ ...end, step: null, ended_at: endedAt })
    .where('id', '=', id)
    .execute();
}

/** Those that stand at a place beyond the newest so many, oldest first. */
export async function findSurplus(db: Db, place: string, keep: number): Promise<{ id: string; file: string }[]> {
  const rows = await db
    .selectFrom('platform.backup')
    .select(['id', 'file'])
    .where('state', '=', 'done')
    .where('removed_at', 'is', null)
    .where('place', '=', place)
    .orderBy('started_at', 'desc')
    .offset(keep)
    .limit(1000)
    .execute();
  return rows.reverse();
}

export async function markRemoved(trx: Transaction<BackupTables>, ids: readonly string[], now: Date): Promise<void> {
  await trx.updateTable('platform.backup').set({ removed_at: now }).where('id', 'in', ids).execute();
}

export interface LastBackup {
  endedAt: Date;
  file: string;
  place: string;
  bytes: number | null;
  sealed: boolean;
}

/** The newest backup that ended well; null when there is none. */
export async function findLastBackup(db: Db): Promise<LastBackup | null> {
  const row = await db
    .selectFrom('platform.backup')
    .select(['ended_at as endedAt', 'file', 'place', 'bytes', 'sealed'])
    .where('state', '=', 'done')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.endedAt ? { ...row, endedAt: row.endedAt } : null;
}

/** The newest that is not running any more. */
export async function findNewestEnded(db: Db) {
  const row = await db
    .selectFrom('platform.backup')
    .select(['id', 'state', 'cause', 'ended_at as endedAt'])
    .where('state', '<>', 'running')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.endedAt ? { ...row, endedAt: row.endedAt, cause: row.cause ?? '' } : null;
}

/** Newest first. */
export async function listBackups(db: Db, limit: number) {
  return await db.selectFrom('platform.backup').selectAll().orderBy('started_at', 'desc').limit(limit).execute();
}

/** What another process left as running when it was cut off. */
export async function findCutOff(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('platform.backup')
    .select('id')
    .where('state', '=', 'running')
    .where('started_at', '<', before)
    .execute();
  return rows.map(({ id }) => id);
}
