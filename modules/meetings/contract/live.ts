import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { Duty, ItemContent, ItemState, id, instant, SessionState } from './common.ts';
import { SpeakerEntry, UnitAccount } from './speakers.ts';
import { Quorum, Vote } from './votes.ts';

/**
 * Whose state it is. `internal` sees internal items (auditor, who prepares), `counting` counts before they are published
 * (the counting board), `office` both (chair, secretary), `common` neither: all others.
 */
export const Audience = z.enum(['common', 'internal', 'counting', 'office']);
export type Audience = z.infer<typeof Audience>;

export const LiveItem = z.object({
  id,
  number: z.string(),
  title: z.string(),
  presenter: z.string(),
  state: ItemState,
  content: ItemContent,
  contentId: id.nullable(),
  seconds: z.number().int().nullable(),
  openedAt: instant.nullable(),
  listClosed: z.boolean(),
});
export type LiveItem = z.infer<typeof LiveItem>;

/**
 * What every screen of a session shows now. It holds no present: clocks are moments, so that one text serves all who
 * listen until the next change.
 */
export const LiveState = z.object({
  version: z.number().int(),
  session: z.object({
    id,
    title: z.string(),
    state: SessionState,
    startsAt: instant,
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
  }),
  /** What is being dealt with: the open item, else the one paused last. */
  item: LiveItem.nullable(),
  /** What comes next by the agenda. */
  nextItem: LiveItem.pick({ id: true, number: true, title: true }).nullable(),
  /** Speaking and paused. */
  floor: z.array(SpeakerEntry),
  /** Those who wait, first to last. */
  waiting: z.array(SpeakerEntry),
  accounts: z.array(UnitAccount),
  /** Votes of this item that have begun, and any that runs; the office also sees those planned. Latest first. */
  votes: z.array(Vote),
  /** Null before the session has its rules. */
  quorum: Quorum.nullable(),
  /** How many people are there, of all who take part. */
  present: z.number().int(),
  participants: z.number().int(),
  /** Screens warn so many seconds before a clock runs out. */
  warnBefore: z.number().int(),
  /** How many of those who wait are connected ahead. */
  connectAhead: z.number().int(),
  /** Changes when the agenda does: ask for it anew. */
  agendaKey: z.string(),
  /** Changes when people, duties or places do: ask anew who you are here. */
  seatsKey: z.string(),
});
export type LiveState = z.infer<typeof LiveState>;

/** Who the caller is in the session. */
export const LiveMe = z.object({
  participantId: id.nullable(),
  duties: z.array(Duty),
  placeId: id.nullable(),
  votes: z.boolean(),
  audience: Audience,
});
export type LiveMe = z.infer<typeof LiveMe>;

export const Live = z.object({
  state: LiveState,
  me: LiveMe,
  /** The server's clock when it answered; screens correct their own by it. */
  now: instant,
});
export type Live = z.infer<typeof Live>;

export const liveRoutes = {
  getLive: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/live',
    summary: 'What every screen of the session shows now, and who the caller is there',
    params: z.object({ id }),
    response: Live,
    access: { kind: 'signed-in' },
    errors: ['meetings.session_not_found'],
  },
} satisfies Contract;
