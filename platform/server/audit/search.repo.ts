import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Reach } from '../auth/actor.ts';

export interface AuditSearch {
  /** Instants; `to` is left out. */
  from: Date | null;
  to: Date | null;
  actor: string | null;
  /** Whole, or the beginning where it ends in a dot. */
  action: string | null;
  subjectType: string | null;
  subjectId: string | null;
  unitId: string | null;
  /** Folded words that all must be in the row, the last one as the beginning of one there; or the row is of one of these. */
  words: string[] | null;
  people: readonly string[];
  units: readonly string[];
  /** The agencies whose rows may be read. */
  scope: Reach;
}

export interface FoundRow {
  id: string;
  at: Date;
  actorKind: 'person' | 'system' | 'anonymous';
  actorId: string | null;
  actorUnitId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  unitId: string | null;
}

export interface FoundRecord extends FoundRow {
  chain: string;
  seq: number;
  requestId: string;
  before: unknown;
  after: unknown;
}

export interface AuditPlace {
  at: string;
  id: string;
}

type Db = Kysely<unknown>;

const COLUMNS = sql`id, at, actor_kind as "actorKind", actor_id as "actorId", actor_unit_id as "actorUnitId", action,
  subject_type as "subjectType", subject_id as "subjectId", unit_id as "unitId"`;
const WHOLE = sql`${COLUMNS}, chain, seq, request_id as "requestId", before, after`;

/** Rows as the search asks, newest first, after a place. */
export async function findRows(
  db: Db,
  search: AuditSearch,
  after: AuditPlace | null,
  limit: number,
): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from platform.audit where ${matching(search, after)}
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** The same with before and after, for the export. */
export async function findRecords(
  db: Db,
  search: AuditSearch,
  after: AuditPlace | null,
  limit: number,
): Promise<FoundRecord[]> {
  const { rows } = await sql<FoundRecord>`
    select ${WHOLE} from platform.audit where ${matching(search, after)}
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** One row, if it lies in the scope. */
export async function findRecord(db: Db, id: string, scope: Reach): Promise<FoundRecord | undefined> {
  const { rows } = await sql<FoundRecord>`
    select ${WHOLE} from platform.audit where id = ${id} and ${inScope(scope)}`.execute(db);
  return rows[0];
}

const TOGETHER_MOST = 50;

/** What was done in one request, in its order, as far as it lies in the scope. */
export async function findTogether(db: Db, requestId: string, scope: Reach): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from platform.audit where request_id = ${requestId} and ${inScope(scope)}
    order by id limit ${TOGETHER_MOST}`.execute(db);
  return rows;
}

/** The different acts, found by leaping from one to the next in the index instead of reading all rows. */
export async function findActions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive acts as (
      (select action from platform.audit order by action using ~<~ limit 1)
      union all
      select (select action from platform.audit where action ~>~ acts.action order by action using ~<~ limit 1)
      from acts where acts.action is not null
    )
    select action from acts where action is not null limit 1000`.execute(db);
  return rows.map(({ action }) => action).sort();
}

function inScope(scope: Reach): RawBuilder<unknown> {
  return scope === 'all' ? sql`true` : sql`unit_id = any(${[...scope]}::uuid[])`;
}

function matching(search: AuditSearch, after: AuditPlace | null): RawBuilder<unknown> {
  const { from, to, actor, action, subjectType, subjectId, unitId, words, people, units, scope } = search;
  const parts = [inScope(scope)];
  if (after) parts.push(sql`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  if (from) parts.push(sql`at >= ${from}`);
  if (to) parts.push(sql`at < ${to}`);
  if (actor) parts.push(sql`actor_id = ${actor}`);
  if (action?.endsWith('.')) parts.push(sql`action like ${`${action.replace(/[\\%_]/g, '\\$&')}%`}`);
  else if (action) parts.push(sql`action = ${action}`);
  if (subjectType) parts.push(sql`subject_type = ${subjectType}`);
  if (subjectId) parts.push(sql`subject_id = ${subjectId}`);
  if (unitId) parts.push(sql`unit_id = ${unitId}`);
  if (words) {
    // Only the last word may be unfinished: a short beginning such as `s:*` stands for most rows of a big audit.
    const query = words.map((word, place) => (place < words.length - 1 ? word : `${word}:*`)).join(' & ');
    const named = [
      sql`words @@ to_tsquery('simple', ${query})`,
      ...(people.length > 0 ? [sql`actor_id = any(${people})`, sql`subject_id = any(${people})`] : []),
      ...(units.length > 0 ? [sql`unit_id = any(${units}::uuid[])`, sql`subject_id = any(${units})`] : []),
    ];
    parts.push(sql`(${sql.join(named, sql` or `)})`);
  }
  return sql.join(parts, sql` and `);
}
