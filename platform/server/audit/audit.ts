import { createHmac } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { canonicalJson } from './canonical-json.ts';
import { withoutSecrets } from './without-secrets.ts';

/** One change, told in the words of the field. */
export interface AuditEntry {
  /** `module.thing.verb`, e.g. `usage.site.register`. Its first part names the chain. */
  action: string;
  /** What was changed: `usage.site` and its id. */
  subject: { type: string; id: string };
  /** The unit (agency) that the change concerns; its auditors may read it. */
  unitId?: string | null;
  before: unknown;
  after: unknown;
}

/** A row as it is hashed. Times are whole milliseconds in UTC, so that a reader in any zone computes the same. */
export interface AuditRecord {
  chain: string;
  seq: number;
  id: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorUnitId: string | null;
  /** The post under which it was done, and for whom else. Absent, not null, where there is none: so rows of before hash the same. */
  actorAssignmentId?: string;
  onBehalfOfId?: string;
  requestId: string;
  action: string;
  subjectType: string;
  subjectId: string;
  unitId: string | null;
  before: unknown;
  after: unknown;
}

/** The first row of a chain follows this. */
export const CHAIN_START = Buffer.alloc(32);

/** HMAC-SHA256 over the previous hash and the record. The key lies outside the database. */
export function chainHash(key: Buffer, previous: Buffer, record: AuditRecord): Buffer {
  return createHmac('sha256', key).update(previous).update(canonicalJson(record)).digest();
}

/**
 * Appends entries to their modules' chains, in the caller's transaction. The head row of a chain is locked until the
 * commit, so that rows follow one another in the order in which they became true.
 */
export async function writeAudit(ctx: Context, trx: Transaction<unknown>, entries: readonly AuditEntry[]) {
  const db = trx as unknown as Transaction<PlatformTables>;
  // One order of locks for all transactions: chains by name.
  for (const chain of [...new Set(entries.map(chainOf))].sort()) {
    await appendChain(
      ctx,
      db,
      chain,
      entries.filter((entry) => chainOf(entry) === chain),
    );
  }
}

function chainOf(entry: AuditEntry): string {
  return entry.action.slice(0, entry.action.indexOf('.'));
}

async function appendChain(
  ctx: Context,
  db: Transaction<PlatformTables>,
  chain: string,
  entries: readonly AuditEntry[],
): Promise<void> {
  await db
    .insertInto('platform.audit_head')
    .values({ chain, seq: 0, hash: CHAIN_START })
    .onConflict((conflict) => conflict.column('chain').doNothing())
    .execute();
  const head = await db
    .selectFrom('platform.audit_head')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .forUpdate()
    .executeTakeFirstOrThrow();
  let seq = head.seq;
  let hash = head.hash;
  const rows = [];
  for (const entry of entries) {
    const before = normalise(entry.before);
    const after = normalise(entry.after);
    if (canonicalJson(before) === canonicalJson(after)) continue;
    seq += 1;
    const record: AuditRecord = {
      chain,
      seq,
      id: uuidv7(),
      at: ctx.platform.now().toISOString(),
      ...whoOf(ctx),
      requestId: ctx.requestId,
      action: entry.action,
      subjectType: entry.subject.type,
      subjectId: entry.subject.id,
      unitId: entry.unitId ?? null,
      before,
      after,
    };
    hash = chainHash(ctx.platform.secrets.auditKey, hash, record);
    rows.push(rowOf(record, hash));
  }
  if (rows.length === 0) return;
  await db.insertInto('platform.audit').values(rows).execute();
  await db.updateTable('platform.audit_head').set({ seq, hash }).where('chain', '=', chain).execute();
}

/** What JSON keeps of a value, without secrets: the same thing is hashed, stored and read back. */
function normalise(value: unknown): unknown {
  return value === undefined || value === null ? null : withoutSecrets(JSON.parse(JSON.stringify(value)));
}

type Who = Pick<AuditRecord, 'actorKind' | 'actorId' | 'actorUnitId' | 'actorAssignmentId' | 'onBehalfOfId'>;

function whoOf({ actor }: Context): Who {
  if (actor.kind === 'person') {
    const { personId, unitId, assignmentId, onBehalfOf } = actor;
    return {
      actorKind: 'person',
      actorId: personId,
      actorUnitId: unitId,
      ...(assignmentId && { actorAssignmentId: assignmentId }),
      ...(onBehalfOf && { onBehalfOfId: onBehalfOf.personId }),
    };
  }
  if (actor.kind === 'system') return { actorKind: 'system', actorId: actor.name, actorUnitId: null };
  return { actorKind: 'anonymous', actorId: null, actorUnitId: null };
}

function rowOf(record: AuditRecord, hash: Buffer) {
  return {
    id: record.id,
    chain: record.chain,
    seq: record.seq,
    at: new Date(record.at),
    actor_kind: record.actorKind,
    actor_id: record.actorId,
    actor_unit_id: record.actorUnitId,
    actor_assignment_id: record.actorAssignmentId ?? null,
    on_behalf_of_id: record.onBehalfOfId ?? null,
    request_id: record.requestId,
    action: record.action,
    subject_type: record.subjectType,
    subject_id: record.subjectId,
    unit_id: record.unitId,
    before: jsonb(record.before),
    after: jsonb(record.after),
    hash,
  };
}

function jsonb(value: unknown) {
  return value === null ? null : sql<unknown>`${JSON.stringify(value)}::jsonb`;
}
