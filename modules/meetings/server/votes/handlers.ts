import type { Handlers } from '#platform/server/http/mount.ts';
import type { voteRoutes } from '../../contract/votes.ts';
import { makeRecord } from '../record/make-record.ts';
import { castBallot, castByPhone } from './cast-ballot.ts';
import { changeVote, removeVote } from './change-vote.ts';
import { enterNumbers } from './enter-numbers.ts';
import { getVote } from './get-vote.ts';
import { listBallots } from './list-ballots.ts';
import { listVotes } from './list-votes.ts';
import { openRound } from './open-round.ts';
import { planVote } from './plan-vote.ts';
import { setProxy } from './set-proxy.ts';
import { resetVote, startVote } from './start-vote.ts';
import { decideTie, publishVote, stopVote } from './stop-vote.ts';

export const voteHandlers: Handlers<typeof voteRoutes> = {
  listVotes: (ctx, { params, query }) => listVotes(ctx, params.id, query),
  planVote: async (ctx, { params, body }) => await getVote(ctx, params.id, await planVote(ctx, params.id, body)),
  getVote: (ctx, { params }) => getVote(ctx, params.id, params.voteId),
  async changeVote(ctx, { params, body }) {
    await changeVote(ctx, params.id, params.voteId, body);
    return await getVote(ctx, params.id, params.voteId);
  },
  async removeVote(ctx, { params }) {
    await removeVote(ctx, params.id, params.voteId);
    return null;
  },
  async startVote(ctx, { params, body }) {
    await startVote(ctx, params.id, params.voteId, body.overrideReason);
    return await getVote(ctx, params.id, params.voteId);
  },
  async resetVote(ctx, { params }) {
    await resetVote(ctx, params.id, params.voteId);
    return await getVote(ctx, params.id, params.voteId);
  },
  async stopVote(ctx, { params }) {
    await stopVote(ctx, params.id, params.voteId);
    return await getVote(ctx, params.id, params.voteId);
  },
  async publishVote(ctx, { params }) {
    await publishVote(ctx, params.id, params.voteId);
    return await getVote(ctx, params.id, params.voteId);
  },
  openRound: async (ctx, { params }) => await getVote(ctx, params.id, await openRound(ctx, params.id, params.voteId)),
  async decideTie(ctx, { params }) {
    await decideTie(ctx, params.id, params.voteId);
    return await getVote(ctx, params.id, params.voteId);
  },
  async enterNumbers(ctx, { params, body }) {
    await enterNumbers(ctx, params.id, params.voteId, body);
    return await getVote(ctx, params.id, params.voteId);
  },
  castBallot: (ctx, { params, body }) => castBallot(ctx, params.id, params.voteId, body),
  castByPhone: (ctx, { params, body }) => castByPhone(ctx, params.id, params.voteId, body),
  listBallots: (ctx, { params, query }) => listBallots(ctx, params.id, params.voteId, query),
  getVotesRecord: (ctx, { params }) => makeRecord(ctx, params.id),
  async setProxy(ctx, { params, body }) {
    await setProxy(ctx, params.id, params.participantId, body.holderId);
    return { participantId: params.participantId, holderId: body.holderId };
  },
};
