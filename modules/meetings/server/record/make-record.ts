import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { RECORD_FORMAT, RECORD_VERSION, type RecordedVote, type VotesRecord } from '../../contract.ts';
import { requireSeat } from '../sessions/seat.ts';
import { findMarks, findNamed, findVoters } from '../votes/ballots.repo.ts';
import { formatMillionths } from '../votes/millionths.ts';
import type { ElectorateText, TallyText, VoteTables } from '../votes/tables.ts';
import { toView } from '../votes/view.ts';
import type { VoteRecord } from '../votes/vote-record.ts';
import { findVotes } from '../votes/votes.repo.ts';
import { findItems, findPeople, type RecordPerson } from './record.repo.ts';

/** A session holds far fewer. */
const VOTES_AT_MOST = 10_000;

/**
 * All published votes of a session as a file from which every result can be counted again. Whoever sees the session may
 * have it: it holds no more than was published. @throws meetings.session_not_found
 */
export async function makeRecord(ctx: Context, sessionId: string): Promise<VotesRecord> {
  const { session } = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<VoteTables>;
  const [people, items, votes] = await Promise.all([
    findPeople(db, sessionId),
    findItems(db, sessionId),
    findVotes(db, sessionId, { begun: true, limit: VOTES_AT_MOST }),
  ]);
  const recorded: RecordedVote[] = [];
  for (const vote of votes.filter(({ state }) => state === 'published')) {
    const item = items.get(vote.itemId) ?? { number: '', title: '' };
    recorded.push({ ...(await recordVote(db, vote, people)), item });
  }
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    session: { id: session.id, title: session.title, startsAt: session.startsAt.toISOString() },
    chair: [...people.values()].find(({ chair }) => chair)?.number ?? null,
    people: [...people.values()].map(({ number, name, title, unit }) => ({ number, name, title, unit })),
    votes: recorded,
  };
}

type People = ReadonlyMap<string, RecordPerson>;

async function recordVote(
  db: Kysely<VoteTables>,
  vote: VoteRecord,
  people: People,
): Promise<Omit<RecordedVote, 'item'>> {
  const { options, toAll, ...form } = vote.form;
  const labels = toView(vote, people, true).options;
  const { members, present } = vote.electorate as ElectorateText;
  return {
    id: vote.id,
    number: vote.number,
    round: vote.round,
    previousId: vote.previousId,
    title: vote.title,
    question: vote.question,
    text: vote.text,
    visibility: vote.visibility,
    form: {
      ...form,
      toAll: [...toAll],
      options: options.map((id, place) => ({ id, label: labels[place]?.label ?? '' })),
    },
    threshold: vote.threshold,
    castingSide: vote.castingSide,
    startedAt: vote.startedAt?.toISOString() ?? null,
    stoppedAt: (vote.stoppedAt as Date).toISOString(),
    publishedAt: (vote.publishedAt as Date).toISOString(),
    quorum: vote.quorum,
    electorate: { members, present },
    ...(await recordBallots(db, vote, people)),
    tally: vote.tally as TallyText,
    tie: vote.tie && { chairAnswer: vote.tie.chairAnswer, side: vote.tie.proposed },
    outcomes: vote.outcomes ?? {},
  };
}

async function recordBallots(
  db: Kysely<VoteTables>,
  { id, visibility }: VoteRecord,
  people: People,
): Promise<Pick<RecordedVote, 'voters' | 'ballots'>> {
  const numberOf = (participantId: string) => people.get(participantId)?.number ?? 0;
  const [voters, marks, named] = await Promise.all([findVoters(db, id), findMarks(db, id), findNamed(db, id)]);
  const voted = new Set([...marks, ...named].map(({ participantId }) => participantId));
  const weights = new Map(voters.map((voter) => [voter.id, formatMillionths(voter.weight)]));
  const ballots = named.map(({ participantId, actingId, byPhone, ballot }) => ({
    voter: visibility === 'named' ? numberOf(participantId) : null,
    acting: visibility === 'named' ? numberOf(actingId) : null,
    byPhone: visibility === 'named' && byPhone,
    weight: weights.get(participantId) ?? '',
    ballot: ballot as NonNullable<RecordedVote['ballots']>[number]['ballot'],
  }));
  const order = ({ voter, weight, ballot }: (typeof ballots)[number]) =>
    `${String(voter ?? 0).padStart(6, '0')} ${weight} ${JSON.stringify(ballot)}`;
  return {
    voters: voters
      .map((voter) => ({
        number: numberOf(voter.id),
        weight: formatMillionths(voter.weight),
        present: voter.present,
        holder: voter.holder === null ? null : numberOf(voter.holder),
        voted: voted.has(voter.id),
      }))
      .toSorted((a, b) => a.number - b.number),
    ballots:
      visibility === 'named' || visibility === 'open'
        ? ballots.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
        : null,
  };
}
