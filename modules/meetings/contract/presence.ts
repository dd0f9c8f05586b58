import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { id, instant, text } from './common.ts';
import { Quorum } from './votes.ts';

/* Who is there, and whether they are enough. */

export const PresenceState = z.enum(['present', 'uncertain', 'absent']);
export type PresenceState = z.infer<typeof PresenceState>;

export const PresenceSource = z.enum([
  'self', // own confirmation
  'head', // the head of the place confirmed the list
  'secretary',
]);
export type PresenceSource = z.infer<typeof PresenceSource>;

export const PresenceRow = z.object({
  participantId: id,
  number: z.number().int(),
  name: z.string(),
  placeId: id.nullable(),
  /** Counted for the quorum. */
  member: z.boolean(),
  state: PresenceState,
  source: PresenceSource.nullable(),
  since: instant.nullable(),
  lostAt: instant.nullable(),
});
export type PresenceRow = z.infer<typeof PresenceRow>;

const session = z.object({ id });
const signedIn = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.session_state'] as const;
const duty = [...errors, 'meetings.duty_missing'] as const;

export const Presence = z.object({ rows: z.array(PresenceRow), quorum: Quorum.nullable() });
export type Presence = z.infer<typeof Presence>;

export const presenceRoutes = {
  getPresence: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/presence',
    summary: 'Who of the participants is there now, and the quorum as it stands',
    params: session,
    response: Presence,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  confirmPresence: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/presence/me',
    summary: 'Say that one is there, or that one leaves',
    params: session,
    body: z.object({ present: z.boolean() }),
    response: Presence,
    access: signedIn,
    errors,
  },
  confirmPlace: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/places/:placeId/presence',
    summary: 'The head of a place confirms who sits there; who is not named is not there',
    params: z.object({ id, placeId: id }),
    body: z.object({ participantIds: z.array(id).max(500) }),
    response: Presence,
    access: signedIn,
    errors: [...duty, 'meetings.participant_elsewhere'],
  },
  setPresence: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/participants/:participantId/presence',
    summary: 'The secretary says whether somebody is there: after a lost line, or where nobody else can',
    params: z.object({ id, participantId: id }),
    body: z.object({ present: z.boolean(), reason: text(300).nullable().default(null) }),
    response: Presence,
    access: signedIn,
    errors: [...duty, 'meetings.participant_elsewhere'],
  },
  checkQuorum: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/quorum',
    summary: 'Check the quorum now and write it into the journal; any member may ask for it',
    params: session,
    response: Quorum,
    access: signedIn,
    errors: duty,
  },
} as const satisfies Contract;
