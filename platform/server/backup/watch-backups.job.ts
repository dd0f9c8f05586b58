import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { defineJob } from '../jobs/jobs.ts';
import { wasTold } from '../notifications/notifications.repo.ts';
import { BACKUPS_SCREEN, peopleOfOperations } from '../operations/people-of-operations.ts';
import { findBackupState } from './backup-state.ts';
import type { BackupTables } from './backups.repo.ts';

const KIND = 'platform.backup_late';
/** While nothing is done about it, it is said again after so long. */
const AGAIN_MS = 24 * 3_600_000;

/** Tells who looks after the node that the nightly backup has stayed away. */
export const watchBackupsJob = defineJob({
  name: 'platform.watch_backups',
  input: z.object({}),
  cron: '10 * * * *',
  run: watchBackups,
});

export async function watchBackups(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const now = platform.now();
  const state = await findBackupState(platform.db as Kysely<BackupTables & PlatformTables>, platform.config, now);
  if (!state.late || (await wasTold(platform.db, KIND, new Date(now.getTime() - AGAIN_MS)))) return;
  const to = await peopleOfOperations(platform);
  if (to.length === 0) return;
  const last = state.last?.endedAt ?? null;
  await transact(ctx, async (tx) => {
    const subject = { type: 'platform.backup', id: state.last?.file ?? 'never' };
    tx.notify({
      to,
      kind: KIND,
      subject,
      text: last ? 'operations:notice.backupLate' : 'operations:notice.backupNever',
      values: last ? { hours: Math.floor((now.getTime() - last.getTime()) / 3_600_000) } : {},
      link: BACKUPS_SCREEN,
    });
    tx.audit({ action: 'platform.backup.miss', subject, before: null, after: { last, told: to.length } });
  });
}
