import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import {
  AgencyRef,
  AttendanceAnswer,
  cursor,
  Duty,
  id,
  instant,
  limit,
  ParticipantKind,
  PersonRef,
  page,
  q,
  text,
} from './common.ts';

/** Whether the chair lets a substitute attend (QĐ 45/2018: a deputy comes with the chair's consent). */
export const SubstituteLeave = z.enum(['asked', 'given', 'refused']);
export type SubstituteLeave = z.infer<typeof SubstituteLeave>;

export const Participant = z.object({
  id,
  /** Running in the session and never reused: minutes cite it. */
  number: z.number().int(),
  kind: ParticipantKind,
  duties: z.array(Duty),
  person: PersonRef.nullable(),
  seatId: id.nullable(),
  name: z.string(),
  title: z.string(),
  unit: AgencyRef.nullable(),
  /** How the unit is called in this session, also where it is in no directory. */
  unitName: z.string(),
  placeId: id.nullable(),
  votes: z.boolean(),
  answer: AttendanceAnswer,
  answerReason: z.string(),
  answeredAt: instant.nullable(),
  /** Of a substitute: for whom. */
  substituteForId: id.nullable(),
  leave: SubstituteLeave.nullable(),
});
export type Participant = z.infer<typeof Participant>;

const placed = {
  title: z.string().trim().normalize('NFC').max(300).default(''),
  unitId: id.nullable().default(null),
  unitName: z.string().trim().normalize('NFC').max(300).default(''),
  placeId: id.nullable().default(null),
  duties: z.array(Duty).max(6).default([]),
};

/** Members come from the body; these come beside them. */
export const AddParticipant = z
  .object({
    kind: z.enum(['invitee', 'staff']),
    personId: id.nullable().default(null),
    /** For who is in no directory. */
    name: text(200).optional(),
    ...placed,
  })
  .refine(({ personId, name }) => personId !== null || name !== undefined, {
    path: ['name'],
    params: { problem: 'meetings.participant_name' },
    message: 'Choose a person, or write a name.',
  });
export type AddParticipant = z.infer<typeof AddParticipant>;

export const ChangeParticipant = z.object({
  title: placed.title,
  unitName: placed.unitName,
  placeId: id.nullable(),
  duties: z.array(Duty).max(6),
});
export type ChangeParticipant = z.infer<typeof ChangeParticipant>;

export const participantRoutes = {
  listParticipants: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/participants',
    summary: 'Who takes part, by number',
    params: z.object({ id }),
    query: z.object({
      q,
      kind: ParticipantKind.optional(),
      placeId: id.optional(),
      cursor: cursor.optional(),
      limit: limit(500, 200),
    }),
    response: page(Participant),
    access: { kind: 'signed-in' },
    errors: ['meetings.session_not_found'],
  },
  addParticipant: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/participants',
    summary: 'Add an invitee or staff',
    params: z.object({ id }),
    body: AddParticipant,
    response: Participant,
    status: 201,
    access: { kind: 'signed-in' },
    errors: [
      'meetings.session_not_found',
      'meetings.session_state',
      'meetings.person_not_found',
      'meetings.person_there',
      'meetings.unit_not_found',
      'meetings.place_not_found',
      'meetings.own_duty',
    ],
  },
  changeParticipant: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/participants/:participantId',
    summary: 'Change where somebody sits, and which duties they have',
    params: z.object({ id, participantId: id }),
    body: ChangeParticipant,
    response: Participant,
    access: { kind: 'signed-in' },
    errors: [
      'meetings.session_not_found',
      'meetings.session_state',
      'meetings.participant_not_found',
      'meetings.place_not_found',
      'meetings.own_duty',
      'meetings.last_chair',
    ],
  },
  removeParticipant: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/participants/:participantId',
    summary: 'Take an invitee, staff or a substitute off the list, before it opens; the number is not given again',
    params: z.object({ id, participantId: id }),
    response: z.object({}),
    access: { kind: 'signed-in' },
    errors: [
      'meetings.session_not_found',
      'meetings.session_state',
      'meetings.participant_not_found',
      'meetings.participant_in_use',
    ],
  },
  renewMembers: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/members/renew',
    summary: 'Take over who sits in the body on the day of the session, after it was re-formed; before it opens',
    params: z.object({ id }),
    response: z.object({ added: z.number().int(), removed: z.number().int() }),
    access: { kind: 'signed-in' },
    errors: ['meetings.session_not_found', 'meetings.session_state', 'meetings.participant_in_use'],
  },
} as const satisfies Contract;
