import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { defineJob } from '../jobs/jobs.ts';
import { findProof, keepProof } from './proof.repo.ts';
import { verifyAudit } from './verify.ts';
import { readWitness } from './witness.ts';

const SHOWN = 20;

/** Every night all chains are walked; what was found is kept for the screen, and told when it is bad. */
export const verifyAuditJob = defineJob({
  name: 'platform.verify_audit',
  input: z.object({}),
  cron: '15 3 * * *',
  longestSeconds: 6 * 3_600,
  run: proveAudit,
});

export async function proveAudit(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const { secrets, config } = platform;
  const before = await findProof(platform.db as Kysely<PlatformTables>);
  const verdict = await verifyAudit(
    platform.reports as Kysely<PlatformTables>,
    secrets.auditKey,
    readWitness(config.dataDir),
  );
  const now = platform.now();
  const { chains, rows, faults } = verdict;
  const proof = { at: now.toISOString(), chains, rows, faults: faults.slice(0, SHOWN), faultCount: faults.length };
  const to = faults.length > 0 ? await peopleOfAudit(ctx) : [];
  const subject = { type: 'platform.audit', id: 'chains' };
  await transact(ctx, async (tx) => {
    await keepProof(tx.as<PlatformTables>(), proof, now);
    tx.audit({ action: 'platform.audit.prove', subject, before, after: proof });
    if (faults.length === 0) return;
    const text = 'operations:notice.auditBroken';
    tx.notify({ to, kind: 'platform.audit_broken', subject, text, values: { count: faults.length }, link: '/audit' });
  });
  if (faults.length > 0) platform.log.error({ faults: proof.faults }, 'rows of the audit were changed or removed');
}

async function peopleOfAudit({ platform }: Context): Promise<string[]> {
  for (const module of platform.modules) {
    const found = await module.peopleWhoMay?.(platform, 'platform.audit.read', []);
    if (found) return found;
  }
  return [];
}
