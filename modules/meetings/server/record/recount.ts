import { type RecordedVote, VotesRecord } from '../../contract.ts';
import { readBallot } from '../votes/ballot.ts';
import { count, type Tally } from '../votes/count.ts';
import { electorateToFigures, outcomesOf, tallyToFigures, tallyToText } from '../votes/figures.ts';
import type { VoteForm } from '../votes/form.ts';
import { formatMillionths, parseMillionths } from '../votes/millionths.ts';
import { sideOfChair } from '../votes/outcome.ts';

/** What a recount of one vote found; no differences: every figure and outcome is what the file says. */
export interface Recounted {
  number: number;
  title: string;
  /** From ballots; or, where there are none to be had, from the tally. */
  from: 'ballots' | 'tally';
  differences: string[];
}

/** Counts a record of votes again. Answers what is wrong with the file itself as a text. */
export function recount(file: unknown): Recounted[] | string {
  const read = VotesRecord.safeParse(file);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`;
  }
  const { votes, chair, people } = read.data;
  const known = new Set(people.map(({ number }) => number));
  return votes.map((vote) => ({
    number: vote.number,
    title: vote.title,
    from: vote.ballots === null ? 'tally' : 'ballots',
    differences: [...voterFaults(vote, known), ...ballotFaults(vote), ...resultFaults(vote, chair)],
  }));
}

/** The voters are people of the session, once each, and add up to what the bases count. */
function voterFaults({ voters, electorate, visibility }: RecordedVote, known: ReadonlySet<number>): string[] {
  if (visibility === 'by_hand') return [];
  const faults: string[] = [];
  if (new Set(voters.map(({ number }) => number)).size !== voters.length) faults.push('a voter stands twice');
  for (const { number } of voters) if (!known.has(number)) faults.push(`voter ${number} is not in the session`);
  const sum = (some: typeof voters) =>
    formatMillionths(some.reduce((total, { weight }) => total + (parseMillionths(weight) ?? 0n), 0n));
  const [members, present] = [sum(voters), sum(voters.filter((voter) => voter.present))];
  if (members !== electorate.members) faults.push(`members: ${members}, not ${electorate.members}`);
  if (present !== electorate.present) faults.push(`present: ${present}, not ${electorate.present}`);
  return faults;
}

/** Each ballot is one that a voter might cast, once, and fits the form; the tally is what they add up to. */
function ballotFaults(vote: RecordedVote): string[] {
  const { ballots, voters, tally, visibility } = vote;
  const voted = voters.filter((voter) => voter.voted);
  if (ballots === null) return visibility === 'secret' ? castFaults(vote, voted) : [];
  const faults: string[] = [];
  if (ballots.length !== voted.length) faults.push(`${ballots.length} ballots of ${voted.length} voters`);
  const byNumber = new Map(voters.map((voter) => [voter.number, voter]));
  const seen = new Set<number>();
  const form = formOf(vote);
  for (const { voter, acting, weight, ballot } of ballots) {
    if (!readBallot(form, ballot).ok) faults.push(`a ballot does not fit the form: ${JSON.stringify(ballot)}`);
    if (voter === null) continue;
    if (seen.has(voter)) faults.push(`voter ${voter} voted twice`);
    seen.add(voter);
    const entitled = byNumber.get(voter);
    if (entitled?.voted !== true) faults.push(`voter ${voter} was not to vote, or did not`);
    else if (entitled.weight !== weight) faults.push(`voter ${voter} weighs ${entitled.weight}, not ${weight}`);
    if (entitled && acting !== voter && acting !== entitled.holder)
      faults.push(`${acting} did not hold the vote of ${voter}`);
  }
  const weighed = ballots.map(({ ballot, weight }) => ({ ballot, weight: parseMillionths(weight) ?? 0n }));
  if (weights(ballots) !== weights(voted)) faults.push('the ballots weigh something else than their voters');
  if (faults.length > 0) return faults;
  return difference('tally', tallyToText(count(form, weighed)), tally);
}

const weights = (some: readonly { weight: string }[]) =>
  some
    .map(({ weight }) => weight)
    .sort()
    .join(' ');

/** Of a secret vote only the sum can be held against the marks. */
function castFaults({ tally }: RecordedVote, voted: RecordedVote['voters']): string[] {
  const sum = voted.reduce((total, { weight }) => total + (parseMillionths(weight) ?? 0n), 0n);
  return tally.cast === formatMillionths(sum) ? [] : [`cast: ${tally.cast}, but ${formatMillionths(sum)} voted`];
}

/** The outcome is what tally, majority and members come to; a tie is on the side of the chair. */
function resultFaults(vote: RecordedVote, chair: number | null): string[] {
  const { tie, ballots, visibility } = vote;
  let figures: Tally;
  try {
    figures = tallyToFigures(vote.tally);
  } catch (error) {
    return [(error as Error).message];
  }
  const form = formOf(vote);
  for (const option of form.options) if (!figures.options[option]) return [`the tally lacks the option ${option}`];
  const outcomes = outcomesOf({ ...vote, form }, figures, electorateToFigures(vote.electorate as never));
  const decided = Object.fromEntries(
    Object.entries(outcomes).map(([id, outcome]) => [id, outcome === 'tie' && tie ? tie.side : outcome]),
  );
  const faults = difference('outcome', decided, vote.outcomes);
  if (tie !== null && tie.side !== sideOfChair(tie.chairAnswer)) faults.push('the tie is not on the side of the chair');
  if (tie !== null && visibility === 'named') {
    const cast = ballots?.find(({ voter }) => voter === chair)?.ballot;
    const said = cast === undefined ? null : 'all' in cast ? cast.all : (Object.values(cast.options)[0] ?? null);
    if (said !== tie.chairAnswer) faults.push(`the chair voted ${said}, not ${tie.chairAnswer}`);
  }
  return faults;
}

function formOf({ form }: RecordedVote): VoteForm {
  return { ...form, options: form.options.map(({ id }) => id) };
}

/** Names each figure that differs. */
function difference(what: string, counted: unknown, written: unknown): string[] {
  if (typeof counted !== 'object' || counted === null) {
    return counted === written ? [] : [`${what}: counted ${String(counted)}, written ${String(written)}`];
  }
  const theirs = (written ?? {}) as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(counted), ...Object.keys(theirs)])];
  return keys.flatMap((key) => difference(`${what}.${key}`, (counted as Record<string, unknown>)[key], theirs[key]));
}
