import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { BodyRef } from './bodies.ts';
import {
  AgencyRef,
  AttendanceAnswer,
  BodyRules,
  cursor,
  Duty,
  id,
  instant,
  limit,
  ParticipantKind,
  page,
  q,
  SessionState,
  text,
} from './common.ts';

export const SessionKind = z.enum([
  'regular', // thường kỳ
  'extraordinary', // bất thường
  'thematic', // chuyên đề
  'conference', // hội nghị
]);
export type SessionKind = z.infer<typeof SessionKind>;

/** What the caller is in a session. */
export const OwnSeat = z.object({
  participantId: id,
  number: z.number().int(),
  kind: ParticipantKind,
  duties: z.array(Duty),
  name: z.string(),
  votes: z.boolean(),
  placeId: id.nullable(),
  answer: AttendanceAnswer,
});
export type OwnSeat = z.infer<typeof OwnSeat>;

export const SessionRow = z.object({
  id,
  body: BodyRef,
  ordinal: z.number().int().nullable(),
  kind: SessionKind,
  title: z.string(),
  state: SessionState,
  startsAt: instant,
  endsAt: instant,
  placeCount: z.number().int(),
  memberCount: z.number().int(),
  me: OwnSeat.nullable(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const Session = SessionRow.extend({
  agency: AgencyRef,
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Null while the body has none. */
  rules: BodyRules.nullable(),
  /** Of the body as of the day of the session, until it opens; from then on as they were at that moment. */
  rulesFrozen: z.boolean(),
  /** Why it was called off. */
  cancelReason: z.string(),
  version: z.number().int(),
  can: z.object({
    prepare: z.boolean(),
    seeInternal: z.boolean(),
    invite: z.boolean(),
    open: z.boolean(),
    pause: z.boolean(),
    resume: z.boolean(),
    close: z.boolean(),
    cancel: z.boolean(),
  }),
});
export type Session = z.infer<typeof Session>;

const head = {
  kind: SessionKind,
  ordinal: z.number().int().min(1).max(9_999).nullable(),
  title: text(300),
  startsAt: instant,
  endsAt: instant,
};
const inOrder = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => endsAt > startsAt;
const order = {
  path: ['endsAt'],
  params: { problem: 'meetings.session_end' },
  message: 'A session ends after it starts.',
};

export const CreateSession = z
  .object({
    bodyId: id,
    ...head,
    /** A session whose places, invitees and duties it takes over. */
    templateId: id.nullable().default(null),
    /** Where the chair sits, unless places are taken over. */
    mainPlace: z
      .object({ name: text(200), room: z.string().trim().normalize('NFC').max(300).default('') })
      .default({ name: 'Điểm cầu chính', room: '' }),
  })
  .refine(inOrder, order);
export type CreateSession = z.infer<typeof CreateSession>;

export const ChangeSession = z.object(head).refine(inOrder, order);
export type ChangeSession = z.infer<typeof ChangeSession>;

export const CancelSession = z.object({ reason: text(500) });
export type CancelSession = z.infer<typeof CancelSession>;

const params = z.object({ id });
const signedIn = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.session_state'] as const;

/** A step of the session's life: who may take it and from which states stands in `server/sessions/states.ts`. */
const step = <Verb extends string>(verb: Verb, summary: string, more: readonly string[] = []) =>
  ({
    method: 'POST',
    path: `/api/meetings/sessions/:id/${verb}`,
    summary,
    params,
    response: Session,
    access: signedIn,
    errors: [...errors, ...more],
  }) as const;

export const sessionRoutes = {
  listSessions: {
    method: 'GET',
    path: '/api/meetings/sessions',
    summary: 'Sessions that the caller takes part in or may read: those to come first, or those over, newest first',
    query: z.object({
      when: z.enum(['upcoming', 'past']).default('upcoming'),
      bodyId: id.optional(),
      state: SessionState.optional(),
      /** Only those in which the caller takes part. */
      mine: z.stringbool().default(false),
      q,
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: page(SessionRow),
    access: signedIn,
  },
  getSession: {
    method: 'GET',
    path: '/api/meetings/sessions/:id',
    summary: 'One session, what the caller is in it and may do next',
    params,
    response: Session,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  createSession: {
    method: 'POST',
    path: '/api/meetings/sessions',
    summary: 'Call a session of a body: who sits in it on that day takes part',
    body: CreateSession,
    response: Session,
    status: 201,
    access: { kind: 'permission', permission: 'meetings.session.write' },
    errors: ['meetings.body_not_found', 'meetings.body_ended', 'meetings.session_not_found'],
  },
  changeSession: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id',
    summary: 'Change title, kind and time, until it opens',
    params,
    body: ChangeSession,
    response: Session,
    access: signedIn,
    errors: [...errors],
  },
  openSession: step('open', 'Open: the rules of the body are frozen, the journal begins', [
    'meetings.duty_missing',
    'meetings.rules_missing',
  ]),
  pauseSession: step('pause', 'Adjourn for a while', ['meetings.duty_missing']),
  resumeSession: step('resume', 'Go on after a break', ['meetings.duty_missing']),
  closeSession: step('close', 'Close for good', [
    'meetings.duty_missing',
    'meetings.session_item_open',
    'meetings.session_vote_runs',
  ]),
  cancelSession: {
    ...step('cancel', 'Call off, with the reason; only what has not opened'),
    body: CancelSession,
  },
} as const satisfies Contract;
