import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { OPERATIONS_TOPIC } from '../../contracts/operations.ts';
import { VERSION } from '../config/version.ts';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import type { Files, StoredBytes } from '../files/files.ts';
import { BACKUPS_SCREEN, peopleOfOperations } from '../operations/people-of-operations.ts';
import { findSetUp } from '../set-up.repo.ts';
import {
  type BackupTables,
  endBackup,
  findCutOff,
  findSurplus,
  insertBackup,
  markRemoved,
  noteProgress,
} from './backups.repo.ts';
import { type BackupParts, makeBackup } from './make-backup.ts';
import type { BackupTarget } from './target.ts';

export interface BackedUp extends StoredBytes {
  /** Its key in the target. */
  file: string;
}

/** No backup takes a day; what says so was cut off. */
const LONGEST_MS = 24 * 3_600_000;
const TELL_MS = 1_000;

/**
 * Backs the node up into a target and keeps the newest so many there. Begun and ended in the audit and in the table of
 * backups, also when it fails.
 * @throws Error of whatever failed, once that is on record
 */
export async function backUp(
  ctx: Context,
  target: BackupTarget,
  keep: number,
  progress?: BackupParts['progress'],
): Promise<BackedUp> {
  const { platform } = ctx;
  const key = platform.config.BACKUP_KEY;
  const startedAt = platform.now();
  await closeCutOff(ctx, startedAt);
  const backup = { id: uuidv7(), place: target.place, file: await fileName(ctx, startedAt), sealed: key !== undefined };
  await transact(ctx, async (tx) => {
    await insertBackup(tx.as<BackupTables>(), { ...backup, startedAt });
    tx.audit({ action: 'platform.backup.begin', subject: subject(backup.id), before: null, after: backup });
    tx.emit({ topic: OPERATIONS_TOPIC });
  });
  const teller = openTeller(ctx, backup.id, progress);
  try {
    const archive = makeBackup({ platform, version: VERSION, key, progress: teller.note });
    const stored = await target.files.put(backup.file, archive, Number.POSITIVE_INFINITY);
    const { size: bytes, sha256 } = stored;
    await end(ctx, backup.id, { state: 'done', endedAt: platform.now(), bytes, sha256, read_bytes: teller.bytes() });
    await removeSurplus(ctx, target, keep);
    return { file: backup.file, ...stored };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    await end(ctx, backup.id, { state: 'failed', endedAt: platform.now(), cause });
    throw error;
  }
}

/** Tells the screens how far it is, once a second at most; and who asked, each time. */
function openTeller({ platform }: Context, id: string, progress: BackupParts['progress']) {
  let read = 0;
  let toldAt = performance.now();
  return {
    bytes: () => read,
    note(thing: string, bytes: number) {
      read = bytes;
      progress?.(thing, bytes);
      if (performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      const step = thing.split('/', 2).join('/');
      noteProgress(platform.db, id, { step, readBytes: bytes }, { topic: OPERATIONS_TOPIC }).catch((error: unknown) =>
        platform.log.warn({ err: error }, 'how far the backup is could not be told'),
      );
    },
  };
}

const subject = (id: string) => ({ type: 'platform.backup', id });

/** `backups/nhipcau-H32-20261125T193000Z.tar.zst.age` */
async function fileName({ platform }: Context, at: Date): Promise<string> {
  const { code = '' } = (await findSetUp(platform)) ?? {};
  const node = code.replace(/[^A-Z0-9]/g, '') || 'NODE';
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  return `backups/nhipcau-${node}-${time}.tar.zst${platform.config.BACKUP_KEY === undefined ? '' : '.age'}`;
}

async function end(ctx: Context, id: string, how: Parameters<typeof endBackup>[2]): Promise<void> {
  const to = how.state === 'failed' ? await peopleOfOperations(ctx.platform) : [];
  await transact(ctx, async (tx) => {
    await endBackup(tx.as<BackupTables>(), id, how);
    const after =
      how.state === 'done' ? { state: how.state, bytes: how.bytes } : { state: how.state, cause: how.cause };
    tx.audit({ action: 'platform.backup.end', subject: subject(id), before: { state: 'running' }, after });
    tx.emit({ topic: OPERATIONS_TOPIC });
    if (how.state === 'failed') {
      const values = { cause: how.cause.slice(0, 300) };
      const text = 'operations:notice.backupFailed';
      tx.notify({ to, kind: 'platform.backup_failed', subject: subject(id), text, values, link: BACKUPS_SCREEN });
    }
  });
}

async function closeCutOff(ctx: Context, now: Date): Promise<void> {
  const db = ctx.platform.db as Kysely<BackupTables>;
  for (const id of await findCutOff(db, new Date(now.getTime() - LONGEST_MS))) {
    await end(ctx, id, { state: 'failed', endedAt: now, cause: 'The program ended before the backup did.' });
  }
}

async function removeSurplus(ctx: Context, { files, place }: { files: Files; place: string }, keep: number) {
  const surplus = await findSurplus(ctx.platform.db as Kysely<BackupTables>, place, keep);
  if (surplus.length === 0) return;
  for (const { file } of surplus) await files.remove(file);
  await transact(ctx, async (tx) => {
    await markRemoved(
      tx.as<BackupTables>(),
      surplus.map(({ id }) => id),
      ctx.platform.now(),
    );
    for (const { id, file } of surplus) {
      tx.audit({ action: 'platform.backup.remove', subject: subject(id), before: { file }, after: null });
    }
  });
}
