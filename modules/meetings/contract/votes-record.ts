import { z } from 'zod';
import { Visibility } from './common.ts';
import { Answer, Threshold, VoteMethod, VoteOutcome } from './vote-words.ts';

/*
 * The record of a session's votes, as a file from which an outsider counts every result again. `docs/votes-record.md`
 * tells the same in words. A change that old readers would misread gets another version.
 */
export const RECORD_FORMAT = 'nhipcau.votes';
export const RECORD_VERSION = 1;

/** Decimal text; null: not known. */
const amount = z.string().nullable();
const answers = z.object({ yes: amount, no: amount, abstain: amount });
const number = z.number().int();
const ballot = z.union([
  z.strictObject({ all: Answer }),
  z.strictObject({ options: z.record(z.string(), z.union([Answer, number])) }),
]);

export const RecordedVote = z.object({
  id: z.string(),
  number,
  round: number,
  previousId: z.string().nullable(),
  item: z.object({ number: z.string(), title: z.string() }),
  title: z.string(),
  question: z.string(),
  text: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  visibility: Visibility,
  form: z.object({
    method: VoteMethod,
    abstain: z.boolean(),
    strike: z.boolean(),
    least: number,
    most: number,
    perOption: number,
    toAll: z.array(Answer),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
  threshold: Threshold,
  /** May a tie be decided by the side of the chair? */
  castingSide: z.boolean(),
  startedAt: z.string().nullable(),
  stoppedAt: z.string(),
  publishedAt: z.string(),
  quorum: z
    .object({
      state: z.string(),
      members: number,
      present: number,
      uncertain: number,
      needed: number,
      overrideReason: z.string().nullable(),
    })
    .nullable(),
  /** M and P, with weights. */
  electorate: z.object({ members: amount, present: amount }),
  /** Who might vote, by their numbers in the session; none for a vote counted by hand. */
  voters: z.array(
    z.object({ number, weight: z.string(), present: z.boolean(), holder: number.nullable(), voted: z.boolean() }),
  ),
  /**
   * Of a named vote with the voter; of an open one without, in the order of what they say; null where a recount must start
   * from the tally: secret votes, and votes counted by hand.
   */
  ballots: z
    .array(
      z.object({
        voter: number.nullable(),
        acting: number.nullable(),
        byPhone: z.boolean(),
        weight: z.string(),
        ballot,
      }),
    )
    .nullable(),
  tally: z.object({
    options: z.record(z.string(), answers),
    toAll: answers,
    valid: amount,
    invalid: amount,
    cast: amount,
  }),
  tie: z.object({ chairAnswer: Answer.nullable(), side: z.enum(['passed', 'failed']) }).nullable(),
  outcomes: z.record(z.string(), VoteOutcome),
});
export type RecordedVote = z.infer<typeof RecordedVote>;

export const VotesRecord = z.object({
  format: z.literal(RECORD_FORMAT),
  version: z.literal(RECORD_VERSION),
  session: z.object({ id: z.string(), title: z.string(), startsAt: z.string() }),
  chair: number.nullable(),
  people: z.array(z.object({ number, name: z.string(), title: z.string(), unit: z.string() })),
  votes: z.array(RecordedVote),
});
export type VotesRecord = z.infer<typeof VotesRecord>;
