import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { cursor, day, id, limit, q } from '../inputs.ts';

const instant = z.iso.datetime();
const name = z.string().trim().min(1).max(200);

export const AuditRow = z.object({
  id,
  at: instant,
  actor: z.object({
    kind: z.enum(['person', 'system', 'anonymous']),
    /** Of the person; the name of the job or command; null for who is not signed in. */
    id: z.string().nullable(),
    name: z.string().nullable(),
    /** The agency whose hat the person wore. */
    unit: z.object({ id, name: z.string().nullable() }).nullable(),
  }),
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
  /** The agency that it concerns. */
  unit: z.object({ id, name: z.string().nullable() }).nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditRecord = AuditRow.extend({
  chain: z.string(),
  seq: z.number().int(),
  requestId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** What else was done in the same request or job, in its order. */
  together: z.array(z.object({ id, action: z.string(), subject: z.object({ type: z.string(), id: z.string() }) })),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

export const AuditFilter = z.object({
  /** Days in Asia/Ho_Chi_Minh, both inclusive. */
  from: day.optional(),
  to: day.optional(),
  /** A person's id, or the name of a job or command. */
  actor: name.optional(),
  /** `usage.site.register`, or the beginning of some: `usage.site.` */
  action: name.optional(),
  subjectType: name.optional(),
  subjectId: name.optional(),
  unitId: id.optional(),
  /** Words of what was changed, or of the names of people and agencies; with accents or without. */
  q,
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditProof = z.object({
  /** When all chains were walked last; null: never. */
  at: instant.nullable(),
  chains: z.number().int(),
  rows: z.number().int(),
  /** Rows that were changed, removed or inserted; the first twenty. */
  faults: z.array(z.object({ chain: z.string(), seq: z.number().int(), kind: z.string() })),
  faultCount: z.number().int(),
});
export type AuditProof = z.infer<typeof AuditProof>;

const read = { kind: 'permission', permission: 'platform.audit.read' } as const;

/** Who holds the permission for some agencies reads what concerns those, and nothing else. */
export const auditContract = defineContract({
  searchAudit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'What was done, newest first',
    query: AuditFilter.extend({ cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(AuditRow), next: cursor.nullable() }),
    access: read,
  },
  exportAudit: {
    method: 'GET',
    path: '/api/audit-export',
    summary: 'The same as CSV, with before and after; 100,000 rows at most',
    query: AuditFilter,
    response: z.any(),
    access: read,
    rateLimit: 20,
  },
  listAuditActions: {
    method: 'GET',
    path: '/api/audit-actions',
    summary: 'The acts that stand in the audit, and whether its chains are whole',
    response: z.object({ actions: z.array(z.string()), proof: AuditProof }),
    access: read,
  },
  getAuditRecord: {
    method: 'GET',
    path: '/api/audit/:id',
    summary: 'One row with before and after',
    params: z.object({ id }),
    response: AuditRecord,
    access: read,
    errors: ['platform.audit_row_not_found'],
  },
});
