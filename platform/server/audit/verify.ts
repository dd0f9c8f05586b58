import { type Kysely, sql } from 'kysely';
import type { PlatformTables } from '../database/tables.ts';
import { findHashAt, findHeads } from './audit.repo.ts';
import { type AuditRecord, CHAIN_START, chainHash } from './audit.ts';
import type { Witnessed } from './witness.ts';

/** What is wrong with a chain, at which row. */
export interface AuditFault {
  chain: string;
  seq: number;
  kind: 'changed' | 'missing' | 'inserted' | 'cut_off';
}

export interface AuditVerdict {
  chains: number;
  rows: number;
  faults: AuditFault[];
}

const PAGE = 5_000;

/**
 * Walks every chain from its first row and computes it anew. It finds a changed row (its hash no longer fits), a
 * removed one (a number is missing, or the end lies before the head) and an inserted one (a number beyond the head, or
 * a row that its neighbours do not know). The key lies outside the database: who can write there only cannot repair a
 * chain. Cutting rows off the end and setting the head back needs no key; what was `witnessed` of the ends tells that.
 * All is read from one moment's picture, so that a node may go on writing meanwhile.
 */
export async function verifyAudit(
  db: Kysely<PlatformTables>,
  key: Buffer,
  witnessed: ReadonlyMap<string, Witnessed> = new Map(),
): Promise<AuditVerdict> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((picture) => verifyPicture(picture, key, witnessed));
}

async function verifyPicture(
  db: Kysely<PlatformTables>,
  key: Buffer,
  witnessed: ReadonlyMap<string, Witnessed>,
): Promise<AuditVerdict> {
  const heads = await findHeads(db);
  const orphans = await db
    .selectFrom('platform.audit')
    .select('chain')
    .distinct()
    .where('chain', 'not in', heads.length > 0 ? heads.map((head) => head.chain) : [''])
    .execute();
  const verdict: AuditVerdict = { chains: heads.length, rows: 0, faults: [] };
  for (const { chain } of orphans) verdict.faults.push({ chain, seq: 0, kind: 'inserted' });
  for (const head of heads) {
    verdict.rows += await verifyChain(db, key, head, verdict.faults);
  }
  for (const [chain, { seq, hash }] of witnessed) {
    if (verdict.faults.some((fault) => fault.chain === chain)) continue;
    const found = await findHashAt(db, chain, seq);
    if (found === undefined) verdict.faults.push({ chain, seq, kind: 'cut_off' });
    else if (found.toString('hex') !== hash) verdict.faults.push({ chain, seq, kind: 'changed' });
  }
  return verdict;
}

async function verifyChain(
  db: Kysely<PlatformTables>,
  key: Buffer,
  head: PlatformTables['platform.audit_head'],
  faults: AuditFault[],
): Promise<number> {
  const { chain } = head;
  let expected = 1;
  // Below the first number there is nothing: what stands there was put there.
  let from = Number.MIN_SAFE_INTEGER;
  let previous: Buffer = CHAIN_START;
  let count = 0;
  for (;;) {
    const rows = await page(db, chain, from);
    for (const row of rows) {
      from = row.seq + 1;
      if (row.seq < 1 || row.seq > head.seq) faults.push({ chain, seq: row.seq, kind: 'inserted' });
      else if (row.seq > expected) faults.push({ chain, seq: expected, kind: 'missing' });
      // After a gap the previous hash is unknown: the row is judged by its neighbours further on.
      else if (!chainHash(key, previous, recordOf(row)).equals(row.hash))
        faults.push({ chain, seq: row.seq, kind: 'changed' });
      count += 1;
      if (row.seq < 1) continue;
      previous = row.hash;
      expected = row.seq + 1;
    }
    if (rows.length < PAGE) break;
  }
  if (expected <= head.seq) faults.push({ chain, seq: expected, kind: 'cut_off' });
  else if (head.seq > 0 && expected === head.seq + 1 && !previous.equals(head.hash)) {
    faults.push({ chain, seq: head.seq, kind: 'changed' });
  }
  return count;
}

async function page(db: Kysely<PlatformTables>, chain: string, from: number) {
  return await db
    .selectFrom('platform.audit')
    .selectAll()
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`.as('at_exact'))
    .where('chain', '=', chain)
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
}

function recordOf(row: Awaited<ReturnType<typeof page>>[number]): AuditRecord {
  return {
    chain: row.chain,
    seq: row.seq,
    id: row.id,
    // Whole milliseconds were hashed; anything finer was written by another hand.
    at: row.at_exact.replace(/(\.\d{3})000$/, '$1Z'),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorUnitId: row.actor_unit_id,
    ...(row.actor_assignment_id && { actorAssignmentId: row.actor_assignment_id }),
    ...(row.on_behalf_of_id && { onBehalfOfId: row.on_behalf_of_id }),
    requestId: row.request_id,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    unitId: row.unit_id,
    before: row.before,
    after: row.after,
  };
}
