import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, id, instant, limit, page, text, Visibility } from './common.ts';
import { Answer, Threshold, VoteMethod, VoteOutcome, VoteState } from './vote-words.ts';
import { VotesRecord } from './votes-record.ts';

/* What votes are made of, for rules, tables, screens and the export alike. Numbers of votes are decimal texts. */

/** What stands on a ballot: words, or participants (one, or a list that is chosen whole). */
export const VoteOptionLabel = z.union([
  z.strictObject({ text: text(300) }),
  z.strictObject({ people: z.array(id).min(1).max(50) }),
]);
export type VoteOptionLabel = z.infer<typeof VoteOptionLabel>;

const limitOf = z.number().int().min(1).max(200);

const formFields = {
  method: VoteMethod,
  abstain: z.boolean().default(true),
  /** In a selection: marks speak against an option (gạch tên). */
  strike: z.boolean().default(false),
  /** Of a selection: marks in all. Otherwise: options answered. */
  least: limitOf.default(1),
  most: limitOf.default(1),
  perOption: limitOf.default(1),
  /** Answers to all options at once that are allowed; `no` in a selection is "none of these". */
  toAll: z.array(Answer).max(3).default([]),
};

export const PlanVote = z.object({
  itemId: id,
  /** A short label; it may change at any time. */
  title: text(200),
  /** The question as it is put; frozen when the vote starts. */
  question: text(2_000),
  visibility: Visibility,
  ...formFields,
  /** Left empty for an approval: the question is the option. */
  options: z.array(VoteOptionLabel).max(200).default([]),
  /** Null: as the body's rules have it. */
  threshold: Threshold.nullable().default(null),
  /** The text that is voted on, by the SHA-256 of its bytes: what is voted is what is signed. */
  text: z
    .object({ name: text(300), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable()
    .default(null),
});
export type PlanVote = z.infer<typeof PlanVote>;

/** Of a vote that has not started, all; afterwards the title alone. */
export const ChangeVote = PlanVote.omit({ itemId: true });
export type ChangeVote = z.infer<typeof ChangeVote>;

export const BallotInput = z.union([
  z.strictObject({ all: Answer }),
  z.strictObject({ options: z.record(z.string().max(60), z.union([Answer, z.number().int().min(-1_000).max(1_000)])) }),
]);
export type BallotInput = z.infer<typeof BallotInput>;

const count = z.number().int();
/** Decimal text with six decimals at most; null: not known. */
const amount = z.string().nullable();

export const Quorum = z.object({
  state: z.enum(['holds', 'undecided', 'missing']),
  members: count,
  present: count,
  /** Their line is lost for longer than the grace; the secretary decides. */
  uncertain: count,
  needed: count,
  overrideReason: z.string().nullable(),
});
export type Quorum = z.infer<typeof Quorum>;

const Answers = z.object({ yes: amount, no: amount, abstain: amount });

export const VoteResult = z.object({
  /** All who were entitled (M), and of them present at the start (P). */
  members: amount,
  present: amount,
  valid: amount,
  invalid: amount,
  cast: amount,
  /** M − C. */
  notVoted: amount,
  toAll: Answers,
  options: z.array(
    Answers.extend({
      id,
      /** What yes was measured against, and its share in percent with three decimals; null where there is none. */
      base: amount,
      percent: z.string().nullable(),
      outcome: VoteOutcome,
    }),
  ),
});
export type VoteResult = z.infer<typeof VoteResult>;

export const Vote = z.object({
  id,
  sessionId: id,
  itemId: id,
  number: count,
  round: count,
  previousId: id.nullable(),
  title: z.string(),
  question: z.string(),
  visibility: Visibility,
  method: VoteMethod,
  abstain: z.boolean(),
  strike: z.boolean(),
  least: count,
  most: count,
  perOption: count,
  toAll: z.array(Answer),
  options: z.array(z.object({ id, label: z.string() })),
  threshold: Threshold,
  text: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  state: VoteState,
  startedAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  quorum: Quorum.nullable(),
  /** Heads that may vote, of them present at the start, and how many have voted so far. */
  entitledCount: count.nullable(),
  presentCount: count.nullable(),
  castCount: count,
  /** Null until it is published, for all but chair, secretary, counting board and auditors. */
  result: VoteResult.nullable(),
  tie: z
    .object({ chairAnswer: Answer.nullable(), proposed: z.enum(['passed', 'failed']), confirmed: z.boolean() })
    .nullable(),
});
export type Vote = z.infer<typeof Vote>;

/** A ballot is in. It tells nothing of what is on it. */
export const Receipt = z.object({ voteId: id, participantId: id, code: z.string() });
export type Receipt = z.infer<typeof Receipt>;

/** For whom the caller may vote: for oneself, and for who gave the vote to the caller. */
export const OwnVoice = z.object({
  participantId: id,
  name: z.string(),
  receipt: Receipt.nullable(),
});
export type OwnVoice = z.infer<typeof OwnVoice>;

export const VoteWithMine = Vote.extend({
  voices: z.array(OwnVoice),
  can: z.object({
    change: z.boolean(),
    start: z.boolean(),
    stop: z.boolean(),
    publish: z.boolean(),
    enter: z.boolean(),
    castByPhone: z.boolean(),
    decideTie: z.boolean(),
    openRound: z.boolean(),
    readBallots: z.boolean(),
  }),
});
export type VoteWithMine = z.infer<typeof VoteWithMine>;

export const NamedBallot = z.object({
  participantId: id,
  number: count,
  name: z.string(),
  actingId: id,
  byPhone: z.boolean(),
  weight: z.string(),
  ballot: z.union([
    z.object({ all: Answer }),
    z.object({ options: z.record(z.string(), z.union([Answer, z.number().int()])) }),
  ]),
});
export type NamedBallot = z.infer<typeof NamedBallot>;

const typedAnswers = z.object({ yes: amount, no: amount, abstain: amount }).partial();
export const TypedNumbers = z.object({
  options: z.record(z.string().max(60), typedAnswers).default({}),
  toAll: typedAnswers.default({}),
  valid: amount.default(null),
  invalid: amount.default(null),
  cast: amount.default(null),
});
export type TypedNumbers = z.infer<typeof TypedNumbers>;

const session = z.object({ id });
const vote = z.object({ id, voteId: id });
const signedIn = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.vote_not_found'] as const;
const castErrors = [
  ...errors,
  'meetings.ballot_not_open',
  'meetings.ballot_not_in_session',
  'meetings.ballot_not_present',
  'meetings.ballot_not_entitled',
  'meetings.ballot_proxies_off',
  'meetings.ballot_not_delegated',
  'meetings.ballot_vote_given_away',
  'meetings.ballot_already_voted',
  'meetings.ballot_form_wrong',
  'meetings.ballot_option_unknown',
  'meetings.ballot_answer_unfit',
  'meetings.ballot_answer_to_all_refused',
  'meetings.ballot_amount_negative',
  'meetings.ballot_amount_above_option',
  'meetings.ballot_answers_outside_limits',
  'meetings.ballot_marks_outside_limits',
] as const;
const stateErrors = [...errors, 'meetings.vote_state', 'meetings.session_state'] as const;

/** An act of chair or secretary on one vote. */
const step = <Verb extends string>(verb: Verb, summary: string, more: readonly string[] = []) =>
  ({
    method: 'POST',
    path: `/api/meetings/sessions/:id/votes/:voteId/${verb}`,
    summary,
    params: vote,
    response: VoteWithMine,
    access: signedIn,
    errors: [...stateErrors, ...more],
  }) as const;

export const voteRoutes = {
  listVotes: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/votes',
    summary: 'Votes of a session, oldest first; results once they are published',
    params: session,
    query: z.object({ itemId: id.optional(), cursor: cursor.optional(), limit: limit(200, 50) }),
    response: page(Vote),
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  planVote: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/votes',
    summary: 'Plan a vote on an item; it does not start yet',
    params: session,
    body: PlanVote,
    response: VoteWithMine,
    status: 201,
    access: signedIn,
    errors: [...stateErrors, 'meetings.vote_plan'],
  },
  getVote: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/votes/:voteId',
    summary: 'One vote, for whom the caller may vote in it, and what the caller may do',
    params: vote,
    response: VoteWithMine,
    access: signedIn,
    errors,
  },
  changeVote: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/votes/:voteId',
    summary: 'Change a vote: all of it before the start, its title at any time',
    params: vote,
    body: ChangeVote,
    response: VoteWithMine,
    access: signedIn,
    errors: [...stateErrors, 'meetings.vote_plan'],
  },
  removeVote: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/votes/:voteId',
    summary: 'Remove a vote that never started',
    params: vote,
    response: z.null(),
    status: 204,
    access: signedIn,
    errors: stateErrors,
  },
  startVote: {
    ...step('start', 'Start a vote: freeze who may vote, the quorum, the question', [
      'meetings.vote_no_quorum',
      'meetings.vote_quorum_undecided',
      'meetings.vote_secret_weights',
      'meetings.vote_nobody_entitled',
      'meetings.vote_by_hand',
    ]),
    body: z.object({
      /** Only where the body's rules let the chair start without quorum. */
      overrideReason: text(500).nullable().default(null),
    }),
  },
  resetVote: step('reset', 'Take a start back, as long as no ballot has arrived', ['meetings.vote_has_ballots']),
  stopVote: step('stop', 'End the acceptance of ballots and count, once', ['meetings.vote_ballots_differ']),
  publishVote: step('publish', 'Show the result to everybody in one act; a running vote is stopped first', [
    'meetings.vote_tie_open',
  ]),
  openRound: { ...step('round', 'Vote again on the same: a new round, the old one stays'), status: 201 },
  decideTie: step('tie', 'Confirm the side of the chair in a tie', ['meetings.vote_no_tie']),
  enterNumbers: {
    ...step('numbers', 'Type in what was counted by hand', ['meetings.vote_electronic', 'meetings.vote_numbers']),
    method: 'PUT',
    body: TypedNumbers,
  },
  castBallot: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/votes/:voteId/ballots',
    summary: 'Cast a ballot, for oneself or for who gave the vote; one only, it cannot be changed',
    params: vote,
    body: z.object({ participantId: id, ballot: BallotInput }),
    response: Receipt,
    status: 201,
    access: signedIn,
    errors: castErrors,
  },
  castByPhone: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/votes/:voteId/phone-ballots',
    summary: 'The secretary hands in the ballot of a member whose line failed, marked as such; never in a secret vote',
    params: vote,
    body: z.object({ participantId: id, ballot: BallotInput }),
    response: Receipt,
    status: 201,
    access: signedIn,
    errors: [...castErrors, 'meetings.vote_secret_phone'],
  },
  listBallots: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/votes/:voteId/ballots',
    summary:
      'Who voted what in a published named vote; of an open vote for chair, secretary and auditors. Never of a secret one',
    params: vote,
    query: z.object({ cursor: cursor.optional(), limit: limit(500, 100) }),
    response: page(NamedBallot),
    access: signedIn,
    errors: [...errors, 'meetings.vote_state'],
  },
  getVotesRecord: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/votes-record',
    summary: 'All published votes of a session as a file from which an outsider counts every result again',
    params: session,
    response: VotesRecord,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  setProxy: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/participants/:participantId/proxy',
    summary: 'Give the vote to another member, or take it back, where the rules of the body know proxies',
    params: z.object({ id, participantId: id }),
    body: z.object({ holderId: id.nullable() }),
    response: z.object({ participantId: id, holderId: id.nullable() }),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.session_state', 'meetings.proxy_refused'],
  },
} as const satisfies Contract;
