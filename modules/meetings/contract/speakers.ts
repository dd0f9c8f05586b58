import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { id, instant, text } from './common.ts';

const HOUR_SECONDS = 3_600;
const seconds = z
  .number()
  .int()
  .min(0)
  .max(24 * HOUR_SECONDS);
const count = z.number().int().min(0);

export const SpeechKind = z.enum(['none', 'contribution', 'pro', 'contra', 'intervention', 'question']);
export type SpeechKind = z.infer<typeof SpeechKind>;

export const EntryState = z.enum(['waiting', 'speaking', 'paused', 'finished']);
export type EntryState = z.infer<typeof EntryState>;

const OrderCategory = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]{1,40}$/, 'Small letters, digits and _ only'),
  name: text(120),
  /** Small ranks come first. */
  rank: z.number().int().min(0).max(1_000),
});

/** How the list of speakers of a session works. Times in seconds. */
export const SpeakerSettings = z.strictObject({
  presentOnly: z.boolean().default(false),
  allowMultiple: z.boolean().default(false),
  pointsOfOrder: z.boolean().default(true),
  pointOfOrderForOthers: z.boolean().default(true),
  /** None: points of order have no categories. */
  orderCategories: z.array(OrderCategory).max(20).default([]),
  closingStopsPointsOfOrder: z.boolean().default(false),
  proContra: z.boolean().default(false),
  contributionBySelf: z.boolean().default(true),
  questions: z.boolean().default(true),
  /** 0: no interventions. */
  interventionTime: seconds.default(120),
  delegatorsMaySpeak: z.boolean().default(true),
  coupledClock: z.boolean().default(true),
  /** Of an ordinary speech; 0: no limit, the clock counts up. */
  speakingTime: seconds.default(300),
  /** The time of a unit on each list; 0: units have no accounts. */
  unitTime: seconds.default(0),
  /** Screens warn so long before the end. */
  warnBefore: seconds.default(30),
  /** How many of the next speakers are connected ahead. */
  connectAhead: z.number().int().min(0).max(10).default(2),
});
export type SpeakerSettings = z.infer<typeof SpeakerSettings>;

/**
 * A clock. Standing still it says what is left; running it says when nothing will be left: each screen subtracts its own
 * corrected present. Lengths are milliseconds; `left` and `expiresAt` are null where no time is set.
 */
export const Clock = z.discriminatedUnion('running', [
  z.object({ running: z.literal(false), used: z.number(), left: z.number().nullable() }),
  z.object({ running: z.literal(true), since: instant, expiresAt: instant.nullable() }),
]);
export type Clock = z.infer<typeof Clock>;

/** What somebody has said so far in this session. */
export const Spoken = z.object({ times: count, ms: count });
export type Spoken = z.infer<typeof Spoken>;

export const SpeakerEntry = z.object({
  id,
  participantId: id.nullable(),
  /** Empty where the name comes later. */
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  placeId: id.nullable(),
  kind: SpeechKind,
  answer: z.boolean(),
  pointOfOrder: z.boolean(),
  /** Name of the category of a point of order. */
  category: z.string().nullable(),
  /** For who keeps the list, and for the person. */
  note: z.string().nullable(),
  state: EntryState,
  clock: Clock,
  spoken: Spoken,
  /** Has not spoken in this session yet. */
  first: z.boolean(),
});
export type SpeakerEntry = z.infer<typeof SpeakerEntry>;

export const UnitAccount = z.object({
  unit: z.string(),
  name: z.string(),
  initial: z.number(),
  added: z.number(),
  clock: Clock,
});
export type UnitAccount = z.infer<typeof UnitAccount>;

export const Speakers = z.object({
  itemId: id,
  closed: z.boolean(),
  /** Speaking and paused, then waiting in order, then the latest finished. */
  entries: z.array(SpeakerEntry),
  accounts: z.array(UnitAccount),
  settings: SpeakerSettings,
  can: z.object({ enter: z.boolean(), manage: z.boolean() }),
});
export type Speakers = z.infer<typeof Speakers>;

export const SpeakingTimes = z.object({
  people: z.array(z.object({ participantId: id, name: z.string(), unit: z.string(), times: count, ms: count })),
  units: z.array(z.object({ unit: z.string(), times: count, ms: count })),
});
export type SpeakingTimes = z.infer<typeof SpeakingTimes>;

const order = {
  pointOfOrder: z.boolean().optional(),
  categoryId: z.string().max(40).nullable().optional(),
  note: z.string().trim().normalize('NFC').max(250).nullable().optional(),
};

export const EnterList = z.strictObject({
  /** Absent: the caller. Null: somebody named later, for interventions, questions and answers. */
  participantId: id.nullable().optional(),
  kind: SpeechKind.optional(),
  /** The intervention or question that is answered. */
  answerTo: id.optional(),
  ...order,
});
export type EnterList = z.infer<typeof EnterList>;

/** Only what is given changes. A name is given once, to a question or an intervention without one. */
export const ChangeEntry = z.strictObject({
  participantId: id.optional(),
  kind: SpeechKind.optional(),
  answer: z.boolean().optional(),
  ...order,
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

export const WordAct = z.enum(['give', 'pause', 'resume', 'end']);
export type WordAct = z.infer<typeof WordAct>;

/** What is left and since when it runs is for the server alone to say. */
export const SetAccount = z.strictObject({ unit: text(300), seconds });
export type SetAccount = z.infer<typeof SetAccount>;

/** The session's version from this act on: the screens' state has it. */
export const Done = z.object({ version: count });
export type Done = z.infer<typeof Done>;

const listParams = z.object({ id, itemId: id });
const entryParams = listParams.extend({ entryId: id });
const access = { kind: 'signed-in' } as const;
const list = ['meetings.session_not_found', 'meetings.item_not_found', 'meetings.session_state'];
const entry = [...list, 'meetings.entry_not_found'];

export const speakerRoutes = {
  getSpeakers: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers',
    summary: 'The list of speakers of an item',
    params: listParams,
    response: Speakers,
    access,
    errors: list,
  },
  enterList: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers',
    summary: 'Enters the list: oneself, or another for who keeps it',
    params: listParams,
    body: EnterList,
    response: Done.extend({ entryId: id }),
    status: 201,
    access,
    errors: [...list, 'meetings.list_closed', 'meetings.already_waiting'],
  },
  changeEntry: {
    method: 'PATCH',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/:entryId',
    summary: 'Changes kind, name or point of order of an entry',
    params: entryParams,
    body: ChangeEntry,
    response: Done,
    access,
    errors: entry,
  },
  leaveList: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/:entryId',
    summary: 'Withdraws from the list, or sends somebody away',
    params: entryParams,
    response: Done,
    access,
    errors: entry,
  },
  reorderList: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/order',
    summary: 'Puts all who wait in a new order',
    params: listParams,
    body: z.strictObject({ ids: z.array(id).max(1_000) }),
    response: Done,
    access,
    errors: [...list, 'meetings.reorder_unknown', 'meetings.reorder_incomplete'],
  },
  setWord: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/:entryId/word',
    summary: 'Gives the word, pauses, resumes or ends a speech',
    params: entryParams,
    body: z.strictObject({ act: WordAct }),
    response: Done,
    access,
    errors: [...entry, 'meetings.speech_begun', 'meetings.speech_not_running', 'meetings.speech_not_paused'],
  },
  extendSpeech: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/:entryId/time',
    summary: 'Gives the speaker more time, or less',
    params: entryParams,
    body: z.strictObject({ seconds: z.number().int().min(-HOUR_SECONDS).max(HOUR_SECONDS) }),
    response: Done,
    access,
    errors: [...entry, 'meetings.speech_not_running', 'meetings.speech_no_clock'],
  },
  putBack: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/put-back',
    summary: 'Returns the last finished speaker to the head of the list',
    params: listParams,
    response: Done,
    access,
    errors: [...list, 'meetings.back_nobody', 'meetings.back_question', 'meetings.already_waiting'],
  },
  setListClosed: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/items/:itemId/speakers/closed',
    summary: 'Closes the list to new entries, or opens it',
    params: listParams,
    body: z.strictObject({ closed: z.boolean() }),
    response: Done,
    access,
    errors: list,
  },
  setAccount: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/items/:itemId/accounts',
    summary: 'Gives a unit a time on this list; what it used is forgotten',
    params: listParams,
    body: SetAccount,
    response: Done,
    access,
    errors: [...list, 'meetings.accounts_off'],
  },
  addTime: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/accounts/add-time',
    summary: 'Gives all units the seconds that one has overdrawn',
    params: listParams,
    body: SetAccount.pick({ unit: true }),
    response: Done,
    access,
    errors: [...list, 'meetings.account_not_found', 'meetings.account_not_below', 'meetings.account_running'],
  },
  getSpeakingTimes: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/speaking-times',
    summary: 'How often and how long each person and each unit has spoken',
    params: z.object({ id }),
    response: SpeakingTimes,
    access,
    errors: ['meetings.session_not_found'],
  },
  setSpeakerSettings: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/speakers/settings',
    summary: 'Sets how the lists of speakers of a session work',
    params: z.object({ id }),
    body: SpeakerSettings,
    response: Done,
    access,
    errors: ['meetings.session_not_found', 'meetings.session_state'],
  },
} satisfies Contract;
