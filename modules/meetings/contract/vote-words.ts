import { z } from 'zod';
import { Majority } from './common.ts';

/* What votes are told in, for rules, tables, screens and the record alike. */

export const Answer = z.enum(['yes', 'no', 'abstain']);
export type Answer = z.infer<typeof Answer>;

export const VoteMethod = z.enum([
  'approval', // one question
  'selection', // options are marked, or struck out
  'per_option', // an answer to each option
]);
export type VoteMethod = z.infer<typeof VoteMethod>;

export const VoteState = z.enum(['created', 'started', 'finished', 'published']);
export type VoteState = z.infer<typeof VoteState>;

/** What became of a question or an option. */
export const VoteOutcome = z.enum([
  'passed',
  'failed',
  'tie', // equal, and the body has a casting side that is not confirmed yet
  'counted', // no threshold was set: the count is all there is to say
  'unknown', // a number that it hangs on was not typed in
]);
export type VoteOutcome = z.infer<typeof VoteOutcome>;

/** When a question or an option passes. The article that orders it stands beside. */
export const Threshold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('share'), ...Majority.shape }),
  /** More than every other option (elections). */
  z.object({ kind: z.literal('relative'), source: z.string().max(500) }),
  /** A vote that only advises. */
  z.object({ kind: z.literal('none'), source: z.string().max(500) }),
]);
export type Threshold = z.infer<typeof Threshold>;
