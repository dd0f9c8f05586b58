import type { Kysely } from 'kysely';
import type { Config } from '../config/config.ts';
import type { PlatformTables } from '../database/tables.ts';
import { findSetUpTime } from '../set-up.repo.ts';
import { type BackupTables, findLastBackup, findNewestEnded, type LastBackup } from './backups.repo.ts';

/** A nightly backup that is older was missed: it is made every 24 h and takes a few. */
export const LATE_MS = 36 * 3_600_000;

export interface BackupState {
  /** The newest that ended well; null: never. */
  last: LastBackup | null;
  /** The newest that ended, where it failed. */
  failed: { id: string; cause: string; endedAt: Date } | null;
  /** Nightly ones are asked for, and none was made in time. */
  late: boolean;
}

/** How the node stands with its backups. */
export async function findBackupState(
  db: Kysely<BackupTables & PlatformTables>,
  { BACKUP_URL }: Pick<Config, 'BACKUP_URL'>,
  now: Date,
): Promise<BackupState> {
  const backups = db as unknown as Kysely<BackupTables>;
  const last = await findLastBackup(backups);
  const newest = await findNewestEnded(backups);
  const since = last?.endedAt ?? (await findSetUpTime(db as unknown as Kysely<PlatformTables>));
  return {
    last,
    failed: newest?.state === 'failed' ? newest : null,
    late: BACKUP_URL !== undefined && since !== null && now.getTime() - since.getTime() > LATE_MS,
  };
}
