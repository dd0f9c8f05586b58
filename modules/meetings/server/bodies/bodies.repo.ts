import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Day, fold, searchPatterns } from '#modules/directory/server/index.ts';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { BodyKind, BodyRules, DatedRules, SeatOffice } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface BodyRecord {
  id: string;
  agencyId: string;
  kind: BodyKind;
  name: string;
  shortName: string;
  foundedOn: Day;
  endedOn: Day | null;
}

export interface SeatRecord {
  id: string;
  actId: string;
  endActId: string | null;
  office: SeatOffice;
  personId: string | null;
  name: string;
  title: string;
  unitId: string | null;
  votes: boolean;
  /** Its place among the seats of the body. */
  place: number;
  from: Day;
  to: Day | null;
}

export interface ActRecord {
  id: string;
  kind: 'found' | 'reform' | 'rules' | 'end';
  decision: string;
  decidedOn: Day;
  effectiveOn: Day;
  note: string;
  name: string | null;
  shortName: string | null;
}

const columns = [
  'b.id',
  'b.agency_id as agencyId',
  'b.kind',
  'b.name',
  'b.short_name as shortName',
  'b.founded_on as foundedOn',
  'b.ended_on as endedOn',
] as const;

export interface BodyFilter {
  /** Agencies whose bodies the reader may see. */
  scope: Reach;
  /** The reader, who also sees the bodies in which they sit or sat. */
  personId: string | null;
  q?: string | undefined;
  kind?: BodyKind | undefined;
  state?: 'active' | 'ended' | undefined;
  day: Day;
}

function fits({ scope, personId, q, kind, state, day }: BodyFilter): RawBuilder<boolean> {
  const sees = [
    ...(scope === 'all' ? [sql`true`] : [sql`b.agency_id = any(${[...scope]}::uuid[])`]),
    ...(personId === null
      ? []
      : [sql`exists (select from meetings.body_seat s where s.person_id = ${personId} and s.body_id = b.id)`]),
  ];
  const parts = [sql`(${sql.join(sees, sql` or `)})`];
  if (kind) parts.push(sql`b.kind = ${kind}`);
  if (state === 'active') parts.push(sql`(b.ended_on is null or b.ended_on > ${day}::date)`);
  if (state === 'ended') parts.push(sql`b.ended_on <= ${day}::date`);
  if (q) parts.push(...searchPatterns(q).map((pattern) => sql`b.search like ${pattern}`));
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** Bodies by name, after a place `[name, id]`, with what lists show of today. */
export async function listBodies(db: Db, filter: BodyFilter, after: readonly unknown[] | null, limit: number) {
  const held = sql`s.body_id = b.id and s.from_on <= ${filter.day}::date and (s.to_on is null or s.to_on > ${filter.day}::date)`;
  let query = (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body as b')
    .select(columns)
    .select([
      sql<number>`(select count(*) from meetings.body_seat s where ${held})`.as('seatCount'),
      sql<string | null>`(select s.name from meetings.body_seat s where ${held} and s.office = 'chair' limit 1)`.as(
        'chair',
      ),
    ])
    .where(fits(filter))
    .orderBy('b.name')
    .orderBy('b.id')
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(b.name, b.id) > (${after[0]}, ${after[1]}::uuid)`);
  return await query.execute();
}

export async function countBodies(db: Db, filter: BodyFilter): Promise<number> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body as b')
    .select(sql<number>`count(*)`.as('count'))
    .where(fits(filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findBody(db: Db, id: string): Promise<BodyRecord | undefined> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body as b')
    .select(columns)
    .where('b.id', '=', id)
    .executeTakeFirst();
}

/** Bodies by id. */
export async function findBodies(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, BodyRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body as b')
    .select(columns)
    .where('b.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks the body until the transaction ends: its acts follow one another. */
export async function lockBody(trx: Trx, id: string): Promise<BodyRecord | undefined> {
  return await trx
    .selectFrom('meetings.body as b')
    .select(columns)
    .where('b.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function sitsIn(db: Db, bodyId: string, personId: string): Promise<boolean> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body_seat')
    .select('id')
    .where('person_id', '=', personId)
    .where('body_id', '=', bodyId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** All seats there ever were, in their order. */
export async function findSeats(db: Db, bodyId: string): Promise<SeatRecord[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body_seat')
    .select([
      'id',
      'act_id as actId',
      'end_act_id as endActId',
      'office',
      'person_id as personId',
      'name',
      'title',
      'unit_id as unitId',
      'votes',
      'place',
      'from_on as from',
      'to_on as to',
    ])
    .where('body_id', '=', bodyId)
    .orderBy('from_on')
    .orderBy('place')
    .orderBy('id')
    .execute();
}

/** Seats held on a day, in their order. */
export async function findSeatsOn(db: Db, bodyId: string, day: Day): Promise<SeatRecord[]> {
  const held = (await findSeats(db, bodyId)).filter(({ from, to }) => from <= day && (to === null || to > day));
  return held.sort((a, b) => a.place - b.place);
}

/** Decisions, newest first. */
export async function findActs(db: Db, bodyId: string): Promise<ActRecord[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body_act')
    .select([
      'id',
      'kind',
      'decision',
      'decided_on as decidedOn',
      'effective_on as effectiveOn',
      'note',
      'name',
      'short_name as shortName',
    ])
    .where('body_id', '=', bodyId)
    .orderBy('effective_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Rules, newest first. */
export async function findRules(db: Db, bodyId: string): Promise<DatedRules[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.body_rules')
    .select(['from_on as from', 'rules', 'source'])
    .where('body_id', '=', bodyId)
    .orderBy('from_on', 'desc')
    .execute();
}

/** The rules in force on a day; null while there are none. */
export async function findRulesOn(db: Db, bodyId: string, day: Day): Promise<DatedRules | null> {
  return (await findRules(db, bodyId)).find(({ from }) => from <= day) ?? null;
}

export async function insertBody(trx: Trx, body: BodyRecord): Promise<void> {
  await trx
    .insertInto('meetings.body')
    .values({
      id: body.id,
      agency_id: body.agencyId,
      kind: body.kind,
      name: body.name,
      short_name: body.shortName,
      search: fold(`${body.name} ${body.shortName}`),
      founded_on: body.foundedOn,
      ended_on: body.endedOn,
    })
    .execute();
}

export async function insertAct(trx: Trx, bodyId: string, act: ActRecord): Promise<void> {
  await trx
    .insertInto('meetings.body_act')
    .values({
      id: act.id,
      body_id: bodyId,
      kind: act.kind,
      decision: act.decision,
      decided_on: act.decidedOn,
      effective_on: act.effectiveOn,
      note: act.note,
      name: act.name,
      short_name: act.shortName,
    })
    .execute();
}

export type NewSeatRecord = Omit<SeatRecord, 'endActId' | 'to'>;

export async function insertSeats(trx: Trx, bodyId: string, seats: readonly NewSeatRecord[]): Promise<void> {
  if (seats.length === 0) return;
  await trx
    .insertInto('meetings.body_seat')
    .values(
      seats.map((seat) => ({
        id: seat.id,
        body_id: bodyId,
        act_id: seat.actId,
        end_act_id: null,
        office: seat.office,
        person_id: seat.personId,
        name: seat.name,
        title: seat.title,
        unit_id: seat.unitId,
        votes: seat.votes,
        place: seat.place,
        from_on: seat.from,
        to_on: null,
      })),
    )
    .execute();
}

export async function endSeats(trx: Trx, ids: readonly string[], actId: string, to: Day): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('meetings.body_seat').set({ to_on: to, end_act_id: actId }).where('id', 'in', ids).execute();
}

export async function setPlaces(trx: Trx, places: readonly { id: string; place: number }[]): Promise<void> {
  if (places.length === 0) return;
  await sql`update meetings.body_seat s set place = n.place
    from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ place }) => place)}::int[]) as n (id, place)
    where s.id = n.id`.execute(trx);
}

/** Writes the name and the end of a body. */
export async function updateBody(trx: Trx, { id, name, shortName, endedOn }: BodyRecord): Promise<void> {
  await trx
    .updateTable('meetings.body')
    .set({ name, short_name: shortName, search: fold(`${name} ${shortName}`), ended_on: endedOn })
    .where('id', '=', id)
    .execute();
}

/** Rules from a day on; rules that were to hold from the same day are replaced. */
export async function putRules(
  trx: Trx,
  bodyId: string,
  entry: { id: string; actId: string | null; from: Day; rules: BodyRules; source: string },
): Promise<void> {
  const rules = JSON.stringify(entry.rules);
  await trx
    .insertInto('meetings.body_rules')
    .values({ id: entry.id, body_id: bodyId, act_id: entry.actId, from_on: entry.from, rules, source: entry.source })
    .onConflict((conflict) =>
      conflict.columns(['body_id', 'from_on']).doUpdateSet({ rules, source: entry.source, act_id: entry.actId }),
    )
    .execute();
}

/** Is there a session of the body that has not ended, from a day on? */
export async function meetsFrom(db: Db, bodyId: string, day: Day): Promise<boolean> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session')
    .select('id')
    .where('body_id', '=', bodyId)
    .where('state', 'in', ['draft', 'invited', 'open', 'paused'])
    .where('starts_at', '>=', sql<Date>`(${day}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
