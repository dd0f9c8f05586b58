import type { Kysely } from 'kysely';
import type { AuditProof } from '../../contracts/audit.ts';
import { requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { findProof } from './proof.repo.ts';
import { findActions } from './search.repo.ts';

const NEVER: AuditProof = { at: null, chains: 0, rows: 0, faults: [], faultCount: 0 };

/** What may be searched for, and how the chains stand. @throws platform.forbidden */
export async function listAuditActions(ctx: Context): Promise<{ actions: string[]; proof: AuditProof }> {
  requirePermission(ctx, 'platform.audit.read');
  const { reports } = ctx.platform;
  const [actions, proof] = await Promise.all([findActions(reports), findProof(reports as Kysely<PlatformTables>)]);
  return { actions, proof: proof ?? NEVER };
}
