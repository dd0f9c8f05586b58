import { seal } from '#platform/server/config/seal.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { BodyRules, Quorum } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { findRoster } from '../presence/presence.repo.ts';
import { quorumNow, stateOf } from '../presence/standing.ts';
import { hasDuty, requireDuty, type Seat } from '../sessions/seat.ts';
import { electorateOf } from './figures.ts';
import { insertKey, setCreated, setStarted } from './life.repo.ts';
import { openVote, tellVote } from './open-vote.ts';
import { hasCastingSide } from './outcome.ts';
import { makeVoteKeys } from './seal-ballot.ts';
import type { VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';
import { votersOf } from './voters.ts';

/** What the private key of a vote is sealed for. */
export const keyPurpose = (voteId: string) => `meetings.vote ${voteId}`;

/**
 * Starts a vote. Frozen from here on: who may vote with which weight and for whom, who of them is there, the quorum, the
 * question, the form, the majority. A vote that only advises needs no quorum.
 * @throws meetings.vote_state, meetings.session_state, meetings.vote_no_quorum, meetings.vote_quorum_undecided,
 *   meetings.vote_nobody_entitled, meetings.vote_secret_weights, meetings.vote_by_hand
 */
export async function startVote(
  ctx: Context,
  sessionId: string,
  voteId: string,
  overrideReason: string | null,
): Promise<void> {
  const seat = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, 'start');
    const rules = session.rules as BodyRules;
    const now = ctx.platform.now();
    const roster = await findRoster(trx, sessionId);
    const quorum = requireQuorum(seat, rules, vote, quorumNow(roster, rules, now), overrideReason);
    const voters = votersOf(roster, rules, (row) => stateOf(row, rules, now) !== 'absent');
    if (voters.length === 0) throw voteErrors.fail('meetings.vote_nobody_entitled');
    const secret = vote.visibility === 'secret';
    if (secret && new Set(voters.map(({ weight }) => weight)).size > 1) {
      throw voteErrors.fail('meetings.vote_secret_weights');
    }
    const keys = secret ? makeVoteKeys() : null;
    const start = {
      at: now,
      castingSide: hasCastingSide(vote.visibility, rules.tie === 'chair_side'),
      proxies: rules.proxies,
      quorum,
      electorate: electorateOf(voters),
      publicKey: keys?.publicKey ?? null,
    };
    await setStarted(trx, voteId, { ...start, voters });
    if (keys) {
      const privateKey = keys.privateKey.toString('base64');
      await insertKey(trx, voteId, seal(ctx.platform.secrets, keyPurpose(voteId), privateKey));
    }
    const { title, question, visibility, round, threshold, text } = vote;
    await tellVote(ctx, tx, {
      session,
      vote,
      by: seat.participant.id,
      action: 'meetings.vote.start',
      kind: 'vote_started',
      before: { state: vote.state },
      after: { title, question, visibility, round, threshold, text, quorum, electorate: start.electorate },
    });
  });
}

/** @throws meetings.vote_no_quorum, meetings.vote_quorum_undecided */
function requireQuorum(seat: Seat, rules: BodyRules, vote: VoteRecord, quorum: Quorum, reason: string | null): Quorum {
  if (quorum.state === 'holds' || vote.threshold.kind === 'none') return quorum;
  if (rules.quorumOverride && reason !== null && hasDuty(seat, 'chair')) return { ...quorum, overrideReason: reason };
  const detail = `${quorum.present} of ${quorum.members} members are present, ${quorum.needed} are needed.`;
  throw quorum.state === 'undecided'
    ? voteErrors.fail('meetings.vote_quorum_undecided', { detail: `${detail} ${quorum.uncertain} lines are lost.` })
    : voteErrors.fail('meetings.vote_no_quorum', { detail });
}

/**
 * Takes a start back, as long as no ballot has arrived. From then on there is only a new round.
 * @throws meetings.vote_state, meetings.vote_has_ballots
 */
export async function resetVote(ctx: Context, sessionId: string, voteId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, 'reset');
    await setCreated(trx, voteId);
    await tellVote(ctx, tx, {
      session,
      vote,
      by: participant.id,
      action: 'meetings.vote.reset',
      kind: 'vote_stopped',
      before: { state: 'started' },
      after: { state: 'created', ballots: 0 },
    });
  });
}
