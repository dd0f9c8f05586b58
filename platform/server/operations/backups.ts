import type { Kysely } from 'kysely';
import { type Backups, OPERATIONS_TOPIC } from '../../contracts/operations.ts';
import { platformErrors } from '../../errors.ts';
import { may, requirePermission } from '../auth/actor.ts';
import { backupJob } from '../backup/backup.job.ts';
import { findBackupState } from '../backup/backup-state.ts';
import { type BackupTables, listBackups as listRows } from '../backup/backups.repo.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { countJobs } from '../jobs/queue.repo.ts';

const SHOWN = 50;

/** How the node stands with its backups. @throws platform.forbidden */
export async function listBackups(ctx: Context): Promise<Backups> {
  requirePermission(ctx, 'platform.operations.read', null);
  const { config, db } = ctx.platform;
  const [state, rows, jobs] = await Promise.all([
    findBackupState(db as Kysely<BackupTables & PlatformTables>, config, ctx.platform.now()),
    listRows(db as Kysely<BackupTables>, SHOWN),
    countJobs(db),
  ]);
  const running = rows.find((row) => row.state === 'running');
  const before = rows.find((row) => row.state === 'done' && row.read_bytes !== null);
  const asked = jobs.some(({ job, state: at }) => job === backupJob.name && (at === 'waiting' || at === 'active'));
  const nightly = config.BACKUP_URL !== undefined;
  return {
    nightly,
    sealed: config.BACKUP_KEY !== undefined,
    keep: config.BACKUP_KEEP,
    last: state.last && {
      endedAt: state.last.endedAt.toISOString(),
      place: state.last.place,
      file: state.last.file,
      bytes: state.last.bytes,
    },
    late: state.late,
    failed: state.failed && { cause: state.failed.cause, endedAt: state.failed.endedAt.toISOString() },
    running: running
      ? {
          startedAt: running.started_at.toISOString(),
          step: running.step,
          readBytes: running.read_bytes ?? 0,
          ofBytes: before?.read_bytes ?? null,
        }
      : null,
    asked: asked && !running,
    rows: rows.map((row) => ({
      id: row.id,
      state: row.state,
      place: row.place,
      file: row.file,
      sealed: row.sealed,
      bytes: row.bytes,
      cause: row.cause,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      removed: row.removed_at !== null,
    })),
    can: { backUp: nightly && may(ctx.actor, 'platform.operations.write', null) },
  };
}

/** Asks for a backup; a worker makes it. @throws platform.backup_not_set */
export async function backUpNow(ctx: Context): Promise<void> {
  requirePermission(ctx, 'platform.operations.write', null);
  if (ctx.platform.config.BACKUP_URL === undefined) throw platformErrors.fail('platform.backup_not_set');
  await transact(ctx, async (tx) => {
    await tx.enqueue(backupJob, {}, { singletonKey: 'now' });
    tx.audit({
      action: 'platform.backup.ask',
      subject: { type: 'platform.backup', id: 'next' },
      before: null,
      after: { asked: true },
    });
    tx.emit({ topic: OPERATIONS_TOPIC });
  });
}
