import type { Transaction } from 'kysely';
import type { VoteOutcome } from '../../contract.ts';
import type { Voter } from './accept.ts';
import type { ElectorateText, QuorumRecord, TallyText, TieRecord, VoteTables } from './tables.ts';

type Trx = Transaction<VoteTables>;

/** What is frozen when a vote starts. */
export interface Start {
  at: Date;
  castingSide: boolean;
  proxies: boolean;
  quorum: QuorumRecord;
  electorate: ElectorateText;
  publicKey: Buffer | null;
  voters: readonly (Voter & { present: boolean })[];
}

export async function setStarted(trx: Trx, voteId: string, start: Start): Promise<void> {
  const { at, castingSide, proxies, quorum, electorate, publicKey, voters } = start;
  await trx
    .updateTable('meetings.vote')
    .set({
      state: 'started',
      started_at: at,
      casting_side: castingSide,
      proxies,
      quorum: JSON.stringify(quorum),
      electorate: JSON.stringify(electorate),
      public_key: publicKey,
    })
    .where('id', '=', voteId)
    .execute();
  await trx
    .insertInto('meetings.vote_voter')
    .values(
      voters.map(({ id, weight, holder, present }) => ({
        vote_id: voteId,
        participant_id: id,
        weight,
        holder_id: holder,
        present,
      })),
    )
    .execute();
}

export async function insertKey(trx: Trx, voteId: string, sealed: Buffer): Promise<void> {
  await trx.insertInto('meetings.vote_key').values({ vote_id: voteId, sealed }).execute();
}

/** Takes the key out for good. */
export async function takeKey(trx: Trx, voteId: string): Promise<Buffer | undefined> {
  const row = await trx
    .deleteFrom('meetings.vote_key')
    .where('vote_id', '=', voteId)
    .returning('sealed')
    .executeTakeFirst();
  return row?.sealed;
}

/** Back to the plan: nothing of the start is left. */
export async function setCreated(trx: Trx, voteId: string): Promise<void> {
  await trx.deleteFrom('meetings.vote_voter').where('vote_id', '=', voteId).execute();
  await trx.deleteFrom('meetings.vote_key').where('vote_id', '=', voteId).execute();
  await trx
    .updateTable('meetings.vote')
    .set({
      state: 'created',
      started_at: null,
      casting_side: null,
      proxies: null,
      quorum: null,
      electorate: null,
      public_key: null,
    })
    .where('id', '=', voteId)
    .execute();
}

export interface Count {
  at: Date;
  tally: TallyText;
  outcomes: Record<string, VoteOutcome>;
  tie: TieRecord | null;
}

export async function setFinished(trx: Trx, voteId: string, { at, tally, outcomes, tie }: Count): Promise<void> {
  await trx
    .updateTable('meetings.vote')
    .set({
      state: 'finished',
      stopped_at: at,
      tally: JSON.stringify(tally),
      outcomes: JSON.stringify(outcomes),
      tie: tie === null ? null : JSON.stringify(tie),
    })
    .where('id', '=', voteId)
    .execute();
}

/** What stands around a vote that people count: whom it is measured against. */
export async function setElectorate(trx: Trx, voteId: string, quorum: QuorumRecord, electorate: ElectorateText) {
  await trx
    .updateTable('meetings.vote')
    .set({ quorum: JSON.stringify(quorum), electorate: JSON.stringify(electorate) })
    .where('id', '=', voteId)
    .execute();
}

export async function setTie(
  trx: Trx,
  voteId: string,
  outcomes: Record<string, VoteOutcome>,
  tie: TieRecord,
): Promise<void> {
  await trx
    .updateTable('meetings.vote')
    .set({ outcomes: JSON.stringify(outcomes), tie: JSON.stringify(tie) })
    .where('id', '=', voteId)
    .execute();
}

export async function setPublished(trx: Trx, voteId: string, at: Date): Promise<void> {
  await trx
    .updateTable('meetings.vote')
    .set({ state: 'published', published_at: at })
    .where('id', '=', voteId)
    .execute();
}
