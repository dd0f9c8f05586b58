import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, id, instant, text } from './common.ts';

export const MinutesState = z.enum([
  'collecting', // made from the journal at each look
  'draft', // the secretary edits
  'with_chair', // the secretary has signed
  'signed', // the chair too: locked
]);
export type MinutesState = z.infer<typeof MinutesState>;

/** A heading and its paragraphs; what people wrote is text, never markup. */
export const MinutesSection = z.object({
  heading: z.string().trim().normalize('NFC').max(500),
  paragraphs: z.array(z.string().trim().normalize('NFC').max(10_000)).max(2_000),
});
export type MinutesSection = z.infer<typeof MinutesSection>;

export const Minutes = z.object({
  state: MinutesState,
  sections: z.array(MinutesSection),
  /** The journal's last entry that the text knows of; a newer one means: look again. */
  version: z.number().int(),
  journalVersion: z.number().int(),
  secretary: z.object({ name: z.string(), at: instant }).nullable(),
  chair: z.object({ name: z.string(), at: instant }).nullable(),
  /** SHA-256 of the sections that were signed. */
  sha256: z.string().nullable(),
  corrections: z.array(z.object({ at: instant, by: z.string(), text: z.string() })),
  can: z.object({ edit: z.boolean(), sign: z.boolean(), sendBack: z.boolean(), correct: z.boolean() }),
});
export type Minutes = z.infer<typeof Minutes>;

export const Notice = z.object({
  number: z.string().nullable(),
  issuedOn: day.nullable(),
  /** The last day by the rules of the body (working days after the session); null while the session is not over. */
  dueOn: day.nullable(),
  conclusions: z.number().int(),
  can: z.object({ issue: z.boolean() }),
});
export type Notice = z.infer<typeof Notice>;

const params = z.object({ id });
const access = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.minutes_state'];

export const minutesRoutes = {
  getMinutes: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/minutes',
    summary: 'The minutes: from the journal until they are edited; for all once they are signed',
    params,
    response: Minutes,
    access,
    errors: ['meetings.session_not_found'],
  },
  saveMinutes: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/minutes',
    summary: 'The secretary edits the text',
    params,
    body: z.strictObject({
      sections: z.array(MinutesSection).min(1).max(200),
      /** `version` as it was read: text that somebody else has saved since is not lost. */
      version: z.number().int(),
    }),
    response: Minutes,
    access,
    errors: [...errors, 'meetings.minutes_newer'],
  },
  redoMinutes: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/minutes/redo',
    summary: 'Make the text anew from the journal; what was edited goes',
    params,
    response: Minutes,
    access,
    errors,
  },
  signMinutes: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/minutes/sign',
    summary: 'Sign: the secretary first, then the chair, who locks them',
    params,
    response: Minutes,
    access,
    errors: [...errors, 'meetings.session_state'],
  },
  sendBackMinutes: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/minutes/send-back',
    summary: 'The chair hands them back to the secretary, with the reason',
    params,
    body: z.strictObject({ reason: text(500) }),
    response: Minutes,
    access,
    errors,
  },
  correctMinutes: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/minutes/corrections',
    summary: 'A correction to signed minutes, or an objection of a member: an annex, the text stays',
    params,
    body: z.strictObject({ text: text(4_000) }),
    response: Minutes,
    access,
    errors,
  },
  minutesPdf: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/minutes.pdf',
    summary: 'The minutes as a paper (PDF/A)',
    params,
    response: z.string(),
    access,
    errors: ['meetings.session_not_found', 'meetings.minutes_state'],
  },
  getNotice: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/notice',
    summary: 'The notice of conclusions: whether it is issued, and until when it is due',
    params,
    response: Notice,
    access,
    errors: ['meetings.session_not_found'],
  },
  issueNotice: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/notice',
    summary: 'Issue the notice of conclusions under its number',
    params,
    body: z.strictObject({ number: text(60), issuedOn: day }),
    response: Notice,
    access,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.notice_issued', 'meetings.notice_empty'],
  },
  noticePdf: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/notice.pdf',
    summary: 'The notice of conclusions as a paper (PDF/A); before it is issued as a draft for who prepares it',
    params,
    response: z.string(),
    access,
    errors: ['meetings.session_not_found', 'meetings.notice_not_issued'],
  },
} satisfies Contract;
