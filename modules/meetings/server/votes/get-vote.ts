import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { OwnVoice, VoteWithMine } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { hasDuty, requireSeat, type Seat } from '../sessions/seat.ts';
import { findVoted, findVoters } from './ballots.repo.ts';
import { receiptOf } from './receipt.ts';
import { stateAfter, type VoteAct } from './states.ts';
import type { VoteTables } from './tables.ts';
import { peopleOn, seesCounts, seesPlans, toView } from './view.ts';
import type { VoteRecord } from './vote-record.ts';
import { findNames, findVote } from './votes.repo.ts';

/** One vote, for whom the caller may vote in it, and what the caller may do. @throws meetings.vote_not_found */
export async function getVote(ctx: Context, sessionId: string, voteId: string): Promise<VoteWithMine> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<VoteTables>;
  const vote = await findVote(db, sessionId, voteId);
  const hidden = vote?.state === 'created' && vote.visibility !== 'by_hand' && !seesPlans(seat);
  if (!vote || hidden) throw voteErrors.fail('meetings.vote_not_found');
  return {
    ...toView(vote, await findNames(db, peopleOn([vote])), seesCounts(seat)),
    voices: await voicesOf(ctx, seat, vote),
    can: whatCan(seat, vote),
  };
}

async function voicesOf(ctx: Context, { participant }: Seat, vote: VoteRecord): Promise<OwnVoice[]> {
  if (participant === null || vote.startedAt === null) return [];
  const db = ctx.platform.db as Kysely<VoteTables>;
  const own = (await findVoters(db, vote.id)).filter(
    ({ id, holder }) => id === participant.id || (vote.proxies && holder === participant.id),
  );
  const ids = own.map(({ id }) => id);
  const [names, voted] = await Promise.all([findNames(db, ids), findVoted(db, vote.id, ids)]);
  return ids.map((id) => ({
    participantId: id,
    name: names.get(id)?.name ?? '?',
    receipt: voted.has(id) ? receiptOf(ctx.platform.secrets, vote.id, id) : null,
  }));
}

function whatCan(seat: Seat, vote: VoteRecord): VoteWithMine['can'] {
  const runs = hasDuty(seat, 'chair', 'secretary') && seat.session.state === 'open';
  const allows = (act: VoteAct) => {
    return typeof stateAfter({ ...vote, hasBallots: vote.castCount > 0 }, act) === 'string';
  };
  const tieOpen = vote.tie !== null && vote.tie.confirmedBy === null;
  return {
    change: hasDuty(seat, 'chair', 'secretary') && allows('change'),
    start: runs && allows('start'),
    stop: runs && allows('stop'),
    publish: hasDuty(seat, 'chair', 'secretary') && allows('publish') && !tieOpen,
    enter: hasDuty(seat, 'counting', 'secretary') && allows('enter'),
    castByPhone: hasDuty(seat, 'secretary') && allows('cast') && vote.visibility !== 'secret',
    decideTie: hasDuty(seat, 'secretary') && tieOpen && vote.state === 'finished',
    openRound: runs && (vote.state === 'finished' || vote.state === 'published'),
    readBallots: mayReadBallots(seat, vote),
  };
}

/**
 * Who may read who voted what: of a named vote everybody, once it is published; of a named or open one those who record
 * it, once it is counted. Of a secret one nobody ever.
 */
export function mayReadBallots(seat: Seat, { visibility, state }: Pick<VoteRecord, 'visibility' | 'state'>): boolean {
  if (visibility !== 'named' && visibility !== 'open') return false;
  if (visibility === 'named' && state === 'published') return true;
  return (state === 'finished' || state === 'published') && hasDuty(seat, 'chair', 'secretary', 'auditor');
}
