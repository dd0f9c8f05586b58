import { z } from 'zod';
import { defineJob } from '../jobs/jobs.ts';
import { backUp } from './back-up.ts';
import { openTarget } from './target.ts';

/** Every night to BACKUP_URL, where it is set; and when a person asks. A failed one is tried once more. */
export const backupJob = defineJob({
  name: 'platform.back_up',
  input: z.object({}),
  cron: '30 2 * * *',
  retries: 1,
  longestSeconds: 6 * 3_600,
  async run(ctx) {
    const { config, log } = ctx.platform;
    if (config.BACKUP_URL === undefined) return;
    const { file, size } = await backUp(ctx, await openTarget(config.BACKUP_URL, config), config.BACKUP_KEEP);
    log.info({ file, size }, 'backed up');
  },
});
