import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { PlatformTables } from '../database/tables.ts';
import { defineJob } from '../jobs/jobs.ts';
import { witnessHeads } from './witness.ts';

export const witnessAuditJob = defineJob({
  name: 'platform.witness_audit',
  input: z.object({}),
  cron: '*/10 * * * *',
  async run({ platform }) {
    for (const chain of await witnessHeads(platform.reports as Kysely<PlatformTables>, platform.config.dataDir)) {
      platform.log.error({ chain }, 'rows of the audit were cut off or changed: run "nhipcau audit verify"');
    }
  },
});
