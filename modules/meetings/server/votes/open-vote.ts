import type { Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { meetingsErrors } from '../../errors.ts';
import type { JournalKind } from '../journal/journal-kinds.ts';
import { touchSession, writeJournal } from '../journal/write-journal.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import { type StateProblem, stateAfter, type VoteAct } from './states.ts';
import type { VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';
import { lockVote } from './votes.repo.ts';

const ERRORS = {
  not_created: 'meetings.vote_state',
  not_started: 'meetings.vote_state',
  not_open: 'meetings.vote_state',
  not_countable: 'meetings.vote_state',
  manual_is_typed_in: 'meetings.vote_by_hand',
  only_manual_is_typed_in: 'meetings.vote_electronic',
  has_ballots: 'meetings.vote_has_ballots',
} as const satisfies Record<StateProblem, string>;

export interface OpenVote {
  session: SessionRecord;
  vote: VoteRecord;
}

/**
 * Takes a vote into hand, in the caller's transaction: acts in one session follow one another, and ballots on their way
 * are in. `anyTime`: also when the session is not open.
 * @throws meetings.vote_not_found, meetings.session_state, and what the act is refused for
 */
export async function openVote(
  trx: Transaction<VoteTables>,
  sessionId: string,
  voteId: string,
  act: VoteAct | null,
  anyTime = false,
): Promise<OpenVote> {
  const session = (await lockSession(trx, sessionId)) as SessionRecord;
  const vote = await lockVote(trx, sessionId, voteId);
  if (!vote) throw voteErrors.fail('meetings.vote_not_found');
  if (!anyTime && session.state !== 'open') throw meetingsErrors.fail('meetings.session_state');
  if (act !== null) requireAct(vote, act);
  return { session, vote };
}

/** @throws what the act is refused for */
export function requireAct(vote: VoteRecord, act: VoteAct): void {
  const next = stateAfter({ ...vote, hasBallots: vote.castCount > 0 }, act);
  if (typeof next !== 'string') {
    throw voteErrors.fail(ERRORS[next.refused], { detail: `The vote is ${vote.state}.` });
  }
}

/** What happened to a vote, for the journal, the audit and the screens. */
export interface Told extends OpenVote {
  by: string;
  action: `meetings.vote.${string}`;
  /** Left out for what is no matter for the minutes. */
  kind?: JournalKind;
  before?: unknown;
  after: Record<string, unknown>;
}

export async function tellVote(ctx: Context, tx: Tx, told: Told): Promise<void> {
  const { session, vote, by, action, kind, before = null, after } = told;
  const data = { voteId: vote.id, number: vote.number, ...after };
  if (kind === undefined) await touchSession(tx, session.id);
  else await writeJournal(ctx, tx, session.id, by, [{ kind, itemId: vote.itemId, data }]);
  tx.audit({
    action,
    subject: { type: 'meetings.vote', id: vote.id },
    unitId: session.agencyId,
    before,
    after: { ...after, by },
  });
}
