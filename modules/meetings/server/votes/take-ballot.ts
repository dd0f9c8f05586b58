import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { BallotInput, Receipt } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { acceptBallot, type CastProblem, type Urn } from './accept.ts';
import { type CasterRow, type Entry, enterNamed, enterSecret, findVoters } from './ballots.repo.ts';
import { noteProgress } from './progress.ts';
import { receiptOf } from './receipt.ts';
import { sealBallot } from './seal-ballot.ts';
import type { VoteTables } from './tables.ts';
import { findVote } from './votes.repo.ts';

/** A ballot as it is handed in. */
export interface HandedIn {
  sessionId: string;
  voteId: string;
  /** Who hands it in, or said it over the telephone. */
  caster: CasterRow;
  /** For whom it is. */
  participantId: string;
  ballot: BallotInput;
  byPhone: boolean;
}

/**
 * Takes a ballot: checks it in the order that voters are told of, and puts it into the urn in one statement. When this
 * answers, the ballot is in for good; what was refused has left nothing.
 * @throws meetings.vote_not_found, and one `meetings.ballot_…` for each reason
 */
export async function takeBallot(ctx: Context, handed: HandedIn): Promise<Receipt> {
  const { sessionId, voteId, caster, participantId, byPhone } = handed;
  const { platform } = ctx;
  const db = platform.db as Kysely<VoteTables>;
  const now = caster.vote;
  if (now === null) throw voteErrors.fail('meetings.vote_not_found');
  if (now.startedAt === null) throw refusal('not_open');
  const urn = await urnOf(platform, sessionId, voteId, now.startedAt);
  const acting = { id: caster.participantId, inSession: true, present: caster.present };
  const read = acceptBallot({ ...urn, state: now.state }, acting, participantId, handed.ballot, false);
  if (!read.ok) throw refusal(read.problem);
  const { ballot } = read.value;
  const entry = { voteId, participantId, actingId: acting.id };
  if (now.visibility === 'secret' && byPhone) throw voteErrors.fail('meetings.vote_secret_phone');
  const entered =
    now.visibility === 'secret'
      ? await enterSecret(db, {
          ...entry,
          sealed: sealBallot(urn.publicKey as Buffer, voteId, JSON.stringify(ballot), urn.width),
        })
      : await enterNamed(db, { ...entry, ballot, at: platform.now(), byPhone });
  requireEntered(entered);
  noteProgress(ctx, sessionId);
  return receiptOf(platform.secrets, voteId, participantId);
}

function requireEntered(entry: Entry): void {
  if (entry === 'closed') throw refusal('not_open');
  if (entry === 'twice') throw refusal('already_voted');
}

const refusal = (problem: CastProblem) =>
  problem === 'nobody_represented' || problem === 'not_signed_in'
    ? voteErrors.fail('meetings.ballot_not_in_session')
    : voteErrors.fail(`meetings.ballot_${problem}`);

/** All of a running vote that does not change any more. */
interface FrozenUrn extends Urn {
  publicKey: Buffer | null;
  /** Bytes to which each ballot is filled up before it is sealed. */
  width: number;
}

const urns = new WeakMap<Platform, LRUCache<string, FrozenUrn>>();
const URNS_KEPT = 50;
/** An identifier of 36 characters, the longest answer, and what JSON puts around them. */
const BYTES_PER_OPTION = 52;

/** Voters, form and key of a start of a vote: read once a process. */
async function urnOf(platform: Platform, sessionId: string, voteId: string, startedAt: Date): Promise<FrozenUrn> {
  let kept = urns.get(platform);
  if (kept === undefined) urns.set(platform, (kept = new LRUCache({ max: URNS_KEPT })));
  const key = `${voteId} ${startedAt.toISOString()}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const db = platform.db as Kysely<VoteTables>;
  const [vote, voters] = await Promise.all([findVote(db, sessionId, voteId), findVoters(db, voteId)]);
  if (vote?.startedAt?.getTime() !== startedAt.getTime()) throw refusal('not_open');
  const urn = {
    state: vote.state,
    form: vote.form,
    voters: new Map(voters.map((voter) => [voter.id, voter])),
    proxies: { on: vote.proxies, giverMayVote: true },
    publicKey: vote.publicKey,
    width: 64 + vote.form.options.length * BYTES_PER_OPTION,
  };
  kept.set(key, urn);
  return urn;
}
