import { type Kysely, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { VoteForm } from './form.ts';
import type { VotePlan } from './plan.ts';
import type { VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';

type Db = Kysely<VoteTables> | Transaction<VoteTables>;
type Trx = Transaction<VoteTables>;

/** What a vote is made of before it starts. */
export interface NewVote extends Omit<VotePlan, 'form'> {
  sessionId: string;
  itemId: string;
  title: string;
  question: string;
  /** Options are made from the labels. */
  form: Omit<VoteForm, 'options'>;
  text: { name: string; sha256: string } | null;
  round: number;
  previousId: string | null;
}

/** Answers the vote's id. Call it with the session locked: numbers run in it. */
export async function insertVote(trx: Trx, vote: NewVote): Promise<string> {
  const { id } = await trx
    .insertInto('meetings.vote')
    .values({
      id: uuidv7(),
      session_id: vote.sessionId,
      item_id: vote.itemId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from meetings.vote where session_id = ${vote.sessionId})`,
      round: vote.round,
      previous_id: vote.previousId,
      visibility: vote.visibility,
      ...columnsOf(vote),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertOptions(trx, id, vote.labels);
  return id;
}

export async function updateVote(
  trx: Trx,
  id: string,
  vote: Omit<NewVote, 'sessionId' | 'itemId' | 'round' | 'previousId'>,
) {
  await trx
    .updateTable('meetings.vote')
    .set({ visibility: vote.visibility, ...columnsOf(vote) })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('meetings.vote_option').where('vote_id', '=', id).execute();
  await insertOptions(trx, id, vote.labels);
}

export async function retitleVote(trx: Trx, id: string, title: string): Promise<void> {
  await trx.updateTable('meetings.vote').set({ title }).where('id', '=', id).execute();
}

export async function deleteVote(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('meetings.vote').where('id', '=', id).execute();
}

const columnsOf = ({
  title,
  question,
  form,
  threshold,
  text,
}: Pick<NewVote, 'title' | 'question' | 'form' | 'threshold' | 'text'>) => ({
  title,
  question,
  form: JSON.stringify(form),
  threshold: JSON.stringify(threshold),
  text_name: text?.name ?? null,
  text_sha256: text === null ? null : Buffer.from(text.sha256, 'hex'),
});

async function insertOptions(trx: Trx, voteId: string, labels: NewVote['labels']): Promise<void> {
  await trx
    .insertInto('meetings.vote_option')
    .values(labels.map((label, place) => ({ id: uuidv7(), vote_id: voteId, place, label: JSON.stringify(label) })))
    .execute();
}

const columns = [
  'v.id',
  'v.session_id as sessionId',
  'v.item_id as itemId',
  'v.number',
  'v.round',
  'v.previous_id as previousId',
  'v.title',
  'v.question',
  'v.visibility',
  'v.form',
  'v.threshold',
  'v.text_name as textName',
  'v.text_sha256 as textHash',
  'v.state',
  'v.started_at as startedAt',
  'v.stopped_at as stoppedAt',
  'v.published_at as publishedAt',
  'v.casting_side as castingSide',
  'v.proxies',
  'v.quorum',
  'v.electorate',
  'v.public_key as publicKey',
  'v.tally',
  'v.outcomes',
  'v.tie',
] as const;

function select(db: Db) {
  return (db as Kysely<VoteTables>).selectFrom('meetings.vote as v').select(columns);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

async function read(db: Db, query: SelectQueryBuilder<never, never, Row>): Promise<VoteRecord[]> {
  const rows = (await query.execute()) as Row[];
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const options = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote_option')
    .select(['id', 'vote_id as voteId', 'label'])
    .where('vote_id', 'in', ids)
    .orderBy('place')
    .execute();
  const counts = await countCast(db, ids);
  return rows.map(({ textName, textHash, ...row }) => {
    const own = options.filter(({ voteId }) => voteId === row.id);
    return {
      ...row,
      form: { ...row.form, options: own.map(({ id }) => id) },
      labels: own.map(({ label }) => label),
      text: textName === null || textHash === null ? null : { name: textName, sha256: textHash.toString('hex') },
      castingSide: row.castingSide ?? false,
      proxies: row.proxies ?? false,
      castCount: counts.get(row.id) ?? 0,
    };
  });
}

async function countCast(db: Db, voteIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select vote_id as id, count(*)::int as count from meetings.vote_named where vote_id = any(${voteIds}) group by 1
    union all
    select vote_id, count(*)::int from meetings.vote_mark where vote_id = any(${voteIds}) group by 1`.execute(
    db as Kysely<VoteTables>,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export async function findVote(db: Db, sessionId: string, id: string): Promise<VoteRecord | undefined> {
  const query = select(db).where('v.session_id', '=', sessionId).where('v.id', '=', id);
  return (await read(db, query as never))[0];
}

/** The same, locked until the transaction ends; ballots on their way are in, and later ones wait. */
export async function lockVote(trx: Trx, sessionId: string, id: string): Promise<VoteRecord | undefined> {
  await trx.selectFrom('meetings.vote').select('id').where('id', '=', id).forUpdate().execute();
  return await findVote(trx, sessionId, id);
}

export interface VoteFilter {
  itemId?: string | undefined;
  /** Without what is only planned. */
  begun: boolean;
  afterNumber?: number | undefined;
  limit: number;
}

/** Votes of a session by number. */
export async function findVotes(
  db: Db,
  sessionId: string,
  { itemId, begun, afterNumber, limit }: VoteFilter,
): Promise<VoteRecord[]> {
  const query = select(db)
    .where('v.session_id', '=', sessionId)
    .$if(itemId !== undefined, (some) => some.where('v.item_id', '=', itemId as string))
    .$if(begun, (some) =>
      some.where((eb) => eb.or([eb('v.state', '<>', 'created'), eb('v.visibility', '=', 'by_hand')])),
    )
    .$if(afterNumber !== undefined, (some) => some.where('v.number', '>', afterNumber as number))
    .orderBy('v.number')
    .limit(limit);
  return await read(db, query as never);
}

/** Is a vote running, in a session or on one item of it? */
export async function hasRunningVote(db: Db, sessionId: string, itemId?: string): Promise<boolean> {
  const row = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'started')
    .$if(itemId !== undefined, (some) => some.where('item_id', '=', itemId as string))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function hasNextRound(db: Db, voteId: string): Promise<boolean> {
  const row = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.vote')
    .select('id')
    .where('previous_id', '=', voteId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findItemState(db: Db, sessionId: string, itemId: string) {
  return await (db as Kysely<VoteTables>)
    .selectFrom('meetings.item')
    .select(['id', 'state'])
    .where('session_id', '=', sessionId)
    .where('id', '=', itemId)
    .executeTakeFirst();
}

export async function findNames(
  db: Db,
  participantIds: readonly string[],
): Promise<Map<string, { number: number; name: string }>> {
  if (participantIds.length === 0) return new Map();
  const rows = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.participant')
    .select(['id', 'number', 'name'])
    .where('id', 'in', [...participantIds])
    .execute();
  return new Map(rows.map(({ id, number, name }) => [id, { number, name }]));
}
