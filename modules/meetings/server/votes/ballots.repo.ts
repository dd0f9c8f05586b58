import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Answer, Visibility, VoteState } from '../../contract.ts';
import type { Voter } from './accept.ts';
import type { Ballot } from './ballot.ts';
import type { VoteTables } from './tables.ts';

type Db = Kysely<VoteTables> | Transaction<VoteTables>;
type Trx = Transaction<VoteTables>;

/** What taking a ballot asks each time, in one question; all else of a running vote is frozen. */
export interface CasterRow {
  participantId: string;
  /** Confirmed, and not gone since. A lost line makes nobody absent. */
  present: boolean;
  vote: { state: VoteState; visibility: Visibility; startedAt: Date | null } | null;
}

/** A participant of a session, told by the person or by its own id, before one of its votes. */
export async function findCaster(
  db: Kysely<VoteTables>,
  sessionId: string,
  voteId: string,
  who: { personId: string } | { participantId: string },
): Promise<CasterRow | undefined> {
  const row = await db
    .selectFrom('meetings.participant as p')
    .leftJoin('meetings.presence as i', (join) => join.onRef('i.participant_id', '=', 'p.id').on('i.to_at', 'is', null))
    .leftJoin('meetings.vote as v', (join) => join.onRef('v.session_id', '=', 'p.session_id').on('v.id', '=', voteId))
    .select(['p.id', 'i.id as presenceId', 'v.state', 'v.visibility', 'v.started_at as startedAt'])
    .where('p.session_id', '=', sessionId)
    .$if('personId' in who, (some) => some.where('p.person_id', '=', (who as { personId: string }).personId))
    .$if('participantId' in who, (some) => some.where('p.id', '=', (who as { participantId: string }).participantId))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { state, visibility, startedAt } = row;
  return {
    participantId: row.id,
    present: row.presenceId !== null,
    vote: state === null || visibility === null ? null : { state, visibility, startedAt },
  };
}

export async function findVoters(db: Db, voteId: string): Promise<(Voter & { present: boolean })[]> {
  const rows = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote_voter')
    .select(['participant_id as id', 'weight', 'holder_id as holder', 'present'])
    .where('vote_id', '=', voteId)
    .orderBy('participant_id')
    .execute();
  return rows.map((row) => ({ ...row, weight: BigInt(row.weight) }));
}

/** What came of handing in a ballot: `closed` when the vote was stopped meanwhile, `twice` when one is in already. */
export type Entry = 'entered' | 'closed' | 'twice';

interface Handed {
  voteId: string;
  participantId: string;
  actingId: string;
}

/**
 * One statement, so one transaction: the vote is open and stays so until the ballot is in; a second ballot for the same
 * person meets the key. The vote's row is only shared, so that ballots do not wait for each other.
 */
export async function enterNamed(
  db: Kysely<VoteTables>,
  { voteId, participantId, actingId, ballot, at, byPhone }: Handed & { ballot: Ballot; at: Date; byPhone: boolean },
): Promise<Entry> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- one statement is its own transaction; the row is the record of the act, kept for ever, and the audit takes all of them in at the stop
  const { rows } = await sql<{ open: boolean; entered: boolean }>`
    with urn as (select id from meetings.vote where id = ${voteId} and state = 'started' for share),
    entered as (
      insert into meetings.vote_named (vote_id, participant_id, acting_id, by_phone, ballot, cast_at)
      select id, ${participantId}::uuid, ${actingId}::uuid, ${byPhone}::boolean, ${JSON.stringify(ballot)}::jsonb, ${at}::timestamptz
      from urn on conflict do nothing returning 1)
    select exists (select from urn) as open, exists (select from entered) as entered`.execute(db);
  return entryOf(rows[0]);
}

/** The same for a secret vote: the mark and the sealed ballot, in two tables, with nothing in common but the vote. */
export async function enterSecret(
  db: Kysely<VoteTables>,
  { voteId, participantId, actingId, sealed }: Handed & { sealed: Buffer },
): Promise<Entry> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- one statement is its own transaction; an audit row would keep order and time of a secret ballot, so the audit takes in who voted at the stop
  const { rows } = await sql<{ open: boolean; entered: boolean }>`
    with urn as (select id from meetings.vote where id = ${voteId} and state = 'started' for share),
    marked as (
      insert into meetings.vote_mark (vote_id, participant_id, acting_id)
      select id, ${participantId}::uuid, ${actingId}::uuid from urn on conflict do nothing returning vote_id),
    entered as (
      insert into meetings.vote_ballot (id, vote_id, sealed)
      select ${randomUUID()}::uuid, vote_id, ${sealed}::bytea from marked returning 1)
    select exists (select from urn) as open, exists (select from entered) as entered`.execute(db);
  return entryOf(rows[0]);
}

function entryOf(row: { open: boolean; entered: boolean } | undefined): Entry {
  if (row?.open !== true) return 'closed';
  return row.entered ? 'entered' : 'twice';
}

/** Of these people, who has voted? Whatever the kind of vote. */
export async function findVoted(db: Db, voteId: string, participantIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select participant_id as id from meetings.vote_named where vote_id = ${voteId} and participant_id = any(${participantIds})
    union all
    select participant_id from meetings.vote_mark where vote_id = ${voteId} and participant_id = any(${participantIds})`.execute(
    db as Kysely<VoteTables>,
  );
  return new Set(rows.map(({ id }) => id));
}

export interface NamedRow {
  participantId: string;
  actingId: string;
  byPhone: boolean;
  ballot: Ballot;
}

/** Ballots of a named or open vote, by voter. */
export async function findNamed(
  db: Db,
  voteId: string,
  page?: { after?: string | undefined; limit: number },
): Promise<NamedRow[]> {
  return await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote_named')
    .select(['participant_id as participantId', 'acting_id as actingId', 'by_phone as byPhone', 'ballot'])
    .where('vote_id', '=', voteId)
    .$if(page?.after !== undefined, (some) => some.where('participant_id', '>', page?.after as string))
    .orderBy('participant_id')
    .$if(page !== undefined, (some) => some.limit(page?.limit as number))
    .execute();
}

export async function findMarks(db: Db, voteId: string): Promise<{ participantId: string; actingId: string }[]> {
  return await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote_mark')
    .select(['participant_id as participantId', 'acting_id as actingId'])
    .where('vote_id', '=', voteId)
    .orderBy('participant_id')
    .execute();
}

/** Ids are chance, so their order is too. */
export async function findSealed(trx: Trx, voteId: string): Promise<Buffer[]> {
  const rows = await trx
    .selectFrom('meetings.vote_ballot')
    .select('sealed')
    .where('vote_id', '=', voteId)
    .orderBy('id')
    .execute();
  return rows.map(({ sealed }) => sealed as Buffer);
}

/**
 * Writes marks and opened ballots anew, in one transaction and each in an order of its own: marks by voter, ballots by
 * fresh chance. So neither the place of a row in its table nor the transaction that wrote it tells who voted what.
 */
export async function rewriteSecret(
  trx: Trx,
  voteId: string,
  marks: readonly { participantId: string; actingId: string }[],
  ballots: readonly Ballot[],
): Promise<void> {
  await trx.deleteFrom('meetings.vote_mark').where('vote_id', '=', voteId).execute();
  await trx.deleteFrom('meetings.vote_ballot').where('vote_id', '=', voteId).execute();
  if (ballots.length === 0) return;
  await trx
    .insertInto('meetings.vote_mark')
    .values(marks.map((one) => ({ vote_id: voteId, participant_id: one.participantId, acting_id: one.actingId })))
    .execute();
  const shuffled = ballots.map((ballot) => ({ id: randomUUID(), ballot })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await trx
    .insertInto('meetings.vote_ballot')
    .values(shuffled.map(({ id, ballot }) => ({ id, vote_id: voteId, sealed: null, ballot: JSON.stringify(ballot) })))
    .execute();
}

/** How the chair of a session voted in a named or open vote with one question; null when not at all. */
export async function findChairAnswer(db: Db, sessionId: string, voteId: string): Promise<Answer | null> {
  const row = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote_named as b')
    .innerJoin('meetings.participant as p', 'p.id', 'b.participant_id')
    .select('b.ballot')
    .where('b.vote_id', '=', voteId)
    .where('p.session_id', '=', sessionId)
    .where(sql<boolean>`p.duties @> array['chair']`)
    .orderBy('p.number')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  if ('all' in row.ballot) return row.ballot.all;
  return (Object.values(row.ballot.options)[0] as Answer | undefined) ?? null;
}
