import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AttendanceAnswer, day, id, instant, text } from './common.ts';
import { Participant, SubstituteLeave } from './participants.ts';

const line = (max: number) => z.string().trim().normalize('NFC').max(max).default('');

/** What a giấy mời says beyond the session itself (NĐ 30/2020, Phụ lục III). */
export const InvitationText = z.object({
  /** Empty until the clerk gives it. */
  number: line(20),
  symbol: line(60),
  /** Where it is issued: `Khánh Hòa`. */
  place: text(100),
  signedOn: day.nullable().default(null),
  signer: z.object({ authority: line(120), position: text(200), name: text(120) }),
  /** Demands on those who come (QĐ 45/2018). */
  demands: line(2_000),
});
export type InvitationText = z.infer<typeof InvitationText>;

export const SendInvitation = InvitationText.extend({
  /** Sent too late by the rules: why it must be. */
  urgentReason: line(500),
});
export type SendInvitation = z.infer<typeof SendInvitation>;

/** How much time an invitation that goes out today leaves, by the directory's calendar. */
export const InvitationTime = z.object({
  /** Working days that the body's rules ask for. */
  required: z.number().int(),
  /** Working days from today to the day of the session. */
  left: z.number().int(),
  late: z.boolean(),
});
export type InvitationTime = z.infer<typeof InvitationTime>;

export const Invitation = z.object({
  /** The last one that was sent; null: none yet. */
  sent: InvitationText.extend({ sentAt: instant, urgentReason: z.string(), people: z.number().int() }).nullable(),
  time: InvitationTime,
  answers: z.record(AttendanceAnswer, z.number().int()),
  /** Substitutes who wait for the chair's leave. */
  waiting: z.number().int(),
  remindedAt: instant.nullable(),
  can: z.object({ send: z.boolean(), remind: z.boolean(), leave: z.boolean() }),
});
export type Invitation = z.infer<typeof Invitation>;

export const AnswerInvitation = z
  .object({
    answer: z.enum(['accepted', 'declined', 'substituted']),
    reason: line(500),
    /** From the directory, or by name. */
    substitute: z
      .object({ personId: id.nullable().default(null), name: text(200).optional(), title: line(300) })
      .nullable()
      .default(null),
  })
  .refine(({ answer, reason }) => answer !== 'declined' || reason !== '', {
    path: ['reason'],
    params: { problem: 'meetings.decline_reason' },
    message: 'Say why: the minutes name who is absent with a reason.',
  })
  .refine(
    ({ answer, substitute }) =>
      answer !== 'substituted' ||
      (substitute !== null && (substitute.personId !== null || substitute.name !== undefined)),
    {
      path: ['substitute'],
      params: { problem: 'meetings.substitute_missing' },
      message: 'Choose who comes instead.',
    },
  );
export type AnswerInvitation = z.infer<typeof AnswerInvitation>;

const params = z.object({ id });
const one = z.object({ id, participantId: id });
const signedIn = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.session_state'];

export const invitationRoutes = {
  getInvitation: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/invitation',
    summary: 'The invitation, how much time it leaves, and who has answered',
    params,
    response: Invitation,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  sendInvitation: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/invite',
    summary: 'Send the invitation to all who take part: as a notification and by mail',
    params,
    body: SendInvitation,
    response: Invitation,
    access: signedIn,
    errors: [...errors, 'meetings.invitation_late', 'meetings.invitation_past', 'meetings.invitation_nobody'],
  },
  remind: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/remind',
    summary: 'Remind who has not answered',
    params,
    response: Invitation,
    access: signedIn,
    errors: [...errors],
  },
  getInvitationPaper: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/invitation.pdf',
    summary: 'The invitation as a paper after Nghị định 30/2020, to one participant or to all',
    params,
    query: z.object({ participantId: id.optional() }),
    response: z.any(),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.invitation_none', 'meetings.participant_not_found'],
  },
  getSessionCalendar: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/calendar.ics',
    summary: 'The session as iCalendar (RFC 5545)',
    params,
    response: z.string(),
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  answerInvitation: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/participants/:participantId/answer',
    summary: 'Say whether one comes, or who comes instead; who prepares the session may write it down for another',
    params: one,
    body: AnswerInvitation,
    response: Participant,
    access: signedIn,
    errors: [
      ...errors,
      'meetings.participant_not_found',
      'meetings.not_yours',
      'meetings.substitute_refused',
      'meetings.person_not_found',
      'meetings.person_there',
      'meetings.participant_in_use',
    ],
  },
  decideLeave: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/participants/:participantId/leave',
    summary: 'Let a substitute attend, or not (QĐ 45/2018: with the consent of the chair)',
    params: one,
    body: z.object({ leave: SubstituteLeave.exclude(['asked']) }),
    response: Participant,
    access: signedIn,
    errors: [...errors, 'meetings.duty_missing', 'meetings.participant_not_found', 'meetings.substitute_none'],
  },
} as const satisfies Contract;
