import type { Quorum, VoteOutcome, VoteResult } from '../../contract.ts';
import { type Answers, type Figure, figuresOf, type Tally } from './count.ts';
import { baseOf, type Electorate, percent } from './majority.ts';
import { formatMillionths, ONE, parseMillionths } from './millionths.ts';
import { outcomeOf } from './outcome.ts';
import type { AnswersText, ElectorateText, TallyText } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';

const toText = (figure: Figure) => (figure === null ? null : formatMillionths(figure));

/** @throws Error when a stored number is none */
export function toFigure(text: string | null): Figure {
  if (text === null) return null;
  const figure = parseMillionths(text);
  if (figure === undefined) throw new Error(`${text} is no number of votes.`);
  return figure;
}

const answersToText = ({ yes, no, abstain }: Answers): AnswersText => ({
  yes: toText(yes),
  no: toText(no),
  abstain: toText(abstain),
});
const answersToFigures = ({ yes, no, abstain }: AnswersText): Answers => ({
  yes: toFigure(yes),
  no: toFigure(no),
  abstain: toFigure(abstain),
});

export function tallyToText({ options, toAll, valid, invalid, cast }: Tally): TallyText {
  return {
    options: Object.fromEntries(Object.entries(options).map(([id, answers]) => [id, answersToText(answers)])),
    toAll: answersToText(toAll),
    valid: toText(valid),
    invalid: toText(invalid),
    cast: toText(cast),
  };
}

export function tallyToFigures({ options, toAll, valid, invalid, cast }: TallyText): Tally {
  return {
    options: Object.fromEntries(Object.entries(options).map(([id, answers]) => [id, answersToFigures(answers)])),
    toAll: answersToFigures(toAll),
    valid: toFigure(valid),
    invalid: toFigure(invalid),
    cast: toFigure(cast),
  };
}

export const electorateToFigures = ({ members, present }: Pick<ElectorateText, 'members' | 'present'>): Electorate => ({
  members: toFigure(members),
  present: toFigure(present),
});

/** Whom bases count, of people who may vote: weights, and heads for the eye. */
export function electorateOf(voters: readonly { weight: bigint; present: boolean }[]): ElectorateText {
  const present = voters.filter((voter) => voter.present);
  const sum = (some: typeof voters) => formatMillionths(some.reduce((total, { weight }) => total + weight, 0n));
  return {
    memberCount: voters.length,
    presentCount: present.length,
    members: sum(voters),
    present: sum(present),
  };
}

/** Paper is counted by heads. */
export function electorateOfHeads({ members, present }: Pick<Quorum, 'members' | 'present'>): ElectorateText {
  const text = (heads: number) => formatMillionths(BigInt(heads) * ONE);
  return { memberCount: members, presentCount: present, members: text(members), present: text(present) };
}

/** Outcomes of all options. Only a single question can end in a tie that the chair decides. */
export function outcomesOf(
  vote: Pick<VoteRecord, 'form' | 'threshold' | 'castingSide'>,
  tally: Tally,
  electorate: Electorate,
): Record<string, VoteOutcome> {
  const castingSide = vote.castingSide && vote.form.method === 'approval';
  return Object.fromEntries(
    vote.form.options.map((id) => [id, outcomeOf(tally, id, vote.threshold, electorate, castingSide)]),
  );
}

/** The result as it is shown; null before the count. */
export function resultOf({ tally: text, outcomes, electorate: who, threshold, form }: VoteRecord): VoteResult | null {
  if (text === null || outcomes === null || who === null) return null;
  const tally = tallyToFigures(text);
  const electorate = electorateToFigures(who);
  const { members } = electorate;
  const notVoted = members === null || tally.cast === null || tally.cast > members ? null : members - tally.cast;
  return {
    members: who.members,
    present: who.present,
    valid: text.valid,
    invalid: text.invalid,
    cast: text.cast,
    notVoted: toText(notVoted),
    toAll: text.toAll,
    options: form.options.map((id) => {
      const base = threshold.kind === 'share' ? baseOf(threshold.base, figuresOf(tally, id), tally, electorate) : null;
      return {
        id,
        ...(text.options[id] as AnswersText),
        base: toText(base),
        percent: percent(figuresOf(tally, id).yes, base),
        outcome: outcomes[id] ?? 'unknown',
      };
    }),
  };
}
