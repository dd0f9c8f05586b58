import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { fold, searchPatterns } from '#modules/directory/server/index.ts';
import type { Reach } from '#platform/server/auth/actor.ts';
import type {
  AttendanceAnswer,
  BodyRules,
  ChangeSession,
  Duty,
  ParticipantKind,
  SessionKind,
  SessionState,
} from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

/** As much of a session as every verb needs. */
export interface SessionRecord {
  id: string;
  bodyId: string;
  agencyId: string;
  ordinal: number | null;
  kind: SessionKind;
  title: string;
  state: SessionState;
  startsAt: Date;
  endsAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  rules: BodyRules | null;
  settings: Record<string, unknown>;
  cancelReason: string;
  version: bigint;
}

/** As much of a participant as decides what may be done. */
export interface ParticipantRecord {
  id: string;
  kind: ParticipantKind;
  duties: Duty[];
  personId: string | null;
  name: string;
  placeId: string | null;
  number: number;
  votes: boolean;
  answer: AttendanceAnswer;
}

const sessionColumns = [
  's.id',
  's.body_id as bodyId',
  's.agency_id as agencyId',
  's.ordinal',
  's.kind',
  's.title',
  's.state',
  's.starts_at as startsAt',
  's.ends_at as endsAt',
  's.opened_at as openedAt',
  's.closed_at as closedAt',
  's.rules',
  's.settings',
  's.cancel_reason as cancelReason',
  's.version',
] as const;

function selectSession(db: Db, id: string) {
  return (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session as s')
    .select(sessionColumns)
    .where('s.id', '=', id);
}

export async function findSession(db: Db, id: string): Promise<SessionRecord | undefined> {
  const row = await selectSession(db, id).executeTakeFirst();
  return row && { ...row, version: BigInt(row.version) };
}

/**
 * The same, locked until the transaction ends: acts in one session follow one another. Casting a ballot does not take
 * this lock.
 */
export async function lockSession(trx: Transaction<MeetingsTables>, id: string): Promise<SessionRecord | undefined> {
  const row = await selectSession(trx, id).forUpdate().executeTakeFirst();
  return row && { ...row, version: BigInt(row.version) };
}

const participantColumns = [
  'id',
  'kind',
  'duties',
  'person_id as personId',
  'name',
  'place_id as placeId',
  'number',
  'votes',
  'answer',
] as const;

/** The participant that a person is in a session. */
export async function findParticipantOf(
  db: Db,
  sessionId: string,
  personId: string,
): Promise<ParticipantRecord | undefined> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select(participantColumns)
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export interface SessionFilter {
  /** Agencies whose sessions the reader may see. */
  scope: Reach;
  /** The reader, who also sees the sessions in which they take part. */
  personId: string | null;
  mine: boolean;
  states: readonly SessionState[];
  bodyId?: string | undefined;
  q?: string | undefined;
}

/** SQL twin of `canSeeSession`: participants see what is no draft any more; chair and secretary see it too. */
function fits({ scope, personId, mine, states, bodyId, q }: SessionFilter): RawBuilder<boolean> {
  const takesPart = sql`exists (select from meetings.participant p where p.session_id = s.id and p.person_id = ${personId}
    and (s.state <> 'draft' or p.duties && '{chair,secretary}'))`;
  const reads = scope === 'all' ? sql`true` : sql`s.agency_id = any(${[...scope]}::uuid[])`;
  const parts = [mine ? takesPart : sql`(${reads} or ${takesPart})`, sql`s.state = any(${[...states]})`];
  if (bodyId !== undefined) parts.push(sql`s.body_id = ${bodyId}`);
  if (q) parts.push(...searchPatterns(q).map((pattern) => sql`s.search like ${pattern}`));
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** Sessions by their start, after a place `[start, id]`. */
export async function listSessions(
  db: Db,
  filter: SessionFilter,
  order: 'asc' | 'desc',
  after: readonly [string, string] | null,
  limit: number,
) {
  let query = (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session as s')
    .select(sessionColumns)
    .where(fits(filter))
    .orderBy('s.starts_at', order)
    .orderBy('s.id', order)
    .limit(limit);
  if (after) {
    const place = sql`(${after[0]}::timestamptz, ${after[1]}::uuid)`;
    query = query.where(
      order === 'asc' ? sql<boolean>`(s.starts_at, s.id) > ${place}` : sql<boolean>`(s.starts_at, s.id) < ${place}`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, version: BigInt(row.version) }));
}

export async function countSessions(db: Db, filter: SessionFilter): Promise<number> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session as s')
    .select(sql<number>`count(*)`.as('count'))
    .where(fits(filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many places and members these sessions have. */
export async function countIn(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { places: number; members: number }>> {
  const { rows } = await sql<{ id: string; places: number; members: number }>`
    select s.id,
      (select count(*) from meetings.place l where l.session_id = s.id) as places,
      (select count(*) from meetings.participant p where p.session_id = s.id and p.kind = 'member') as members
    from meetings.session s where s.id = any(${[...ids]}::uuid[])`.execute(db as Kysely<MeetingsTables>);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** What a person is in these sessions, by session. */
export async function findSeatsOf(
  db: Db,
  ids: readonly string[],
  personId: string,
): Promise<ReadonlyMap<string, ParticipantRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select(participantColumns)
    .select('session_id as sessionId')
    .where('session_id', 'in', ids)
    .where('person_id', '=', personId)
    .execute();
  return new Map(rows.map(({ sessionId, ...row }) => [sessionId, row]));
}

export interface NewSession {
  id: string;
  bodyId: string;
  agencyId: string;
  ordinal: number | null;
  kind: SessionKind;
  title: string;
  startsAt: Date;
  endsAt: Date;
}

export async function insertSession(trx: Trx, session: NewSession): Promise<void> {
  await trx
    .insertInto('meetings.session')
    .values({
      id: session.id,
      body_id: session.bodyId,
      agency_id: session.agencyId,
      state: 'draft',
      opened_at: null,
      closed_at: null,
      rules: null,
      ...head(session),
    })
    .execute();
}

export async function updateHead(trx: Trx, id: string, given: ChangeSession): Promise<void> {
  const session = { ...given, startsAt: new Date(given.startsAt), endsAt: new Date(given.endsAt) };
  await trx.updateTable('meetings.session').set(head(session)).where('id', '=', id).execute();
}

function head(session: Pick<NewSession, 'ordinal' | 'kind' | 'title' | 'startsAt' | 'endsAt'>) {
  return {
    ordinal: session.ordinal,
    kind: session.kind,
    title: session.title,
    search: fold(session.title),
    starts_at: session.startsAt,
    ends_at: session.endsAt,
  };
}

export async function setState(trx: Trx, id: string, state: SessionState): Promise<void> {
  await trx.updateTable('meetings.session').set({ state }).where('id', '=', id).execute();
}

export async function setOpened(trx: Trx, id: string, at: Date, rules: BodyRules): Promise<void> {
  await trx
    .updateTable('meetings.session')
    .set({ state: 'open', opened_at: at, rules: JSON.stringify(rules) })
    .where('id', '=', id)
    .execute();
}

export async function setClosed(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('meetings.session').set({ state: 'closed', closed_at: at }).where('id', '=', id).execute();
}

export async function setCancelled(trx: Trx, id: string, reason: string): Promise<void> {
  await trx
    .updateTable('meetings.session')
    .set({ state: 'cancelled', cancel_reason: reason })
    .where('id', '=', id)
    .execute();
}

export async function hasOpenItem(db: Db, id: string): Promise<boolean> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item')
    .select('id')
    .where('session_id', '=', id)
    .where('state', 'in', ['open', 'paused'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes so many running numbers of a session; answers the first. They are never given again. */
export async function takeNumbers(trx: Trx, id: string, count: number): Promise<number> {
  const { last } = await trx
    .updateTable('meetings.session')
    .set({ last_number: sql`last_number + ${count}` })
    .where('id', '=', id)
    .returning('last_number as last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}

/** Items of the first level that everybody sees, in their order: what a programme on paper names. */
export async function findCommonItems(db: Db, id: string): Promise<{ title: string; presenter: string }[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item')
    .select(['title', 'presenter'])
    .where('session_id', '=', id)
    .where('parent_id', 'is', null)
    .where('visibility', '=', 'common')
    .where('state', '<>', 'withdrawn')
    .orderBy('weight')
    .orderBy('id')
    .execute();
}

export async function hasItem(db: Db, id: string, itemId: string): Promise<boolean> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item')
    .select('id')
    .where('session_id', '=', id)
    .where('id', '=', itemId)
    .executeTakeFirst();
  return row !== undefined;
}
