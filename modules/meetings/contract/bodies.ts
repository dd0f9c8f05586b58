import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import {
  AgencyRef,
  BodyKind,
  BodyRules,
  cursor,
  day,
  id,
  limit,
  PersonRef,
  page,
  q,
  SeatOffice,
  text,
} from './common.ts';

export const BodyRef = z.object({ id, name: z.string(), shortName: z.string() });
export type BodyRef = z.infer<typeof BodyRef>;

export const BodyRow = BodyRef.extend({
  kind: BodyKind,
  agency: AgencyRef,
  foundedOn: day,
  endedOn: day.nullable(),
  /** Seats held today. */
  seatCount: z.number().int(),
  /** Who chairs it today; null when nobody does. */
  chair: z.string().nullable(),
});
export type BodyRow = z.infer<typeof BodyRow>;

export const BodySeat = z.object({
  id,
  office: SeatOffice,
  /** Null: the seat is known by its title only. */
  person: PersonRef.nullable(),
  /** The person's name; of a seat known by its title only, that title. */
  name: z.string(),
  title: z.string(),
  unit: AgencyRef.nullable(),
  votes: z.boolean(),
  from: day,
  /** The first day on which it is no longer held. */
  to: day.nullable(),
});
export type BodySeat = z.infer<typeof BodySeat>;

/** A decision and what it did: the history of a body is the list of these. */
export const BodyAct = z.object({
  id,
  kind: z.enum(['found', 'reform', 'rules', 'end']),
  decision: z.string(),
  decidedOn: day,
  effectiveOn: day,
  note: z.string(),
  /** The name that it gave; null where it left the name. */
  name: z.string().nullable(),
  began: z.array(BodySeat),
  ended: z.array(BodySeat),
});
export type BodyAct = z.infer<typeof BodyAct>;

/** Rules in force from a day on. */
export const DatedRules = z.object({ from: day, rules: BodyRules, source: z.string() });
export type DatedRules = z.infer<typeof DatedRules>;

export const Body = BodyRow.extend({
  asOf: day,
  /** Seats held on that day, in their order. */
  seats: z.array(BodySeat),
  /** Newest first. */
  acts: z.array(BodyAct),
  /** Rules in force on that day; null while there are none. */
  rules: DatedRules.nullable(),
  /** Newest first. */
  rulesHistory: z.array(DatedRules),
  can: z.object({ change: z.boolean(), createSession: z.boolean() }),
});
export type Body = z.infer<typeof Body>;

export const NewSeat = z
  .object({
    office: SeatOffice,
    /** From the directory; null with a name. */
    personId: id.nullable().default(null),
    /** For a seat known by its title only, e.g. `Bộ trưởng Bộ Tài chính`. */
    name: text(200).optional(),
    title: z.string().trim().normalize('NFC').max(300).default(''),
    unitId: id.nullable().default(null),
    votes: z.boolean().default(true),
  })
  .refine(({ personId, name }) => personId !== null || name !== undefined, {
    path: ['name'],
    params: { problem: 'meetings.seat_name' },
    message: 'Choose a person, or write by which title the seat is known.',
  });
export type NewSeat = z.infer<typeof NewSeat>;

const noDouble = (seats: readonly { office: SeatOffice }[]) =>
  seats.filter(({ office }) => office === 'chair').length <= 1;
const oneChair = {
  params: { problem: 'meetings.one_chair' },
  message: 'A body has one chair: give the others another office.',
};

/** The decision behind a change. */
const decision = {
  decision: text(200),
  decidedOn: day,
  effectiveOn: day,
  note: z.string().trim().normalize('NFC').max(2_000).default(''),
};

export const FoundBody = z.object({
  agencyId: id,
  kind: BodyKind,
  name: text(300),
  shortName: text(120).optional(),
  ...decision,
  seats: z.array(NewSeat).min(1).max(200).refine(noDouble, oneChair),
  rules: BodyRules,
  rulesSource: text(500),
});
export type FoundBody = z.infer<typeof FoundBody>;

/**
 * The whole of the body from a day on, in its order: seats that stay by their id, and new ones. A seat that is not
 * named ends on that day; nothing of before is changed.
 */
export const ReformBody = z.object({
  ...decision,
  name: text(300).optional(),
  shortName: text(120).optional(),
  seats: z
    .array(z.union([z.object({ seatId: id }), NewSeat]))
    .min(1)
    .max(200),
});
export type ReformBody = z.infer<typeof ReformBody>;

export const SetBodyRules = z.object({ from: day, rules: BodyRules, source: text(500) });
export type SetBodyRules = z.infer<typeof SetBodyRules>;

export const EndBody = z.object(decision);
export type EndBody = z.infer<typeof EndBody>;

/** Rules to begin with. Law is data: each says whence it is, and what nobody has confirmed. */
export const RulesPreset = z.object({
  kind: BodyKind,
  rules: BodyRules,
  source: z.string(),
  /** Words of the source that nobody has confirmed. Screens mark them. */
  unconfirmed: z.boolean(),
});
export type RulesPreset = z.infer<typeof RulesPreset>;

const params = z.object({ id });
const write = { kind: 'permission', permission: 'meetings.body.write' } as const;

export const bodyRoutes = {
  listBodies: {
    method: 'GET',
    path: '/api/meetings/bodies',
    summary: 'Bodies that the caller may read or sits in, by name',
    query: z.object({
      q,
      kind: BodyKind.optional(),
      state: z.enum(['active', 'ended']).optional(),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: page(BodyRow).extend({ can: z.object({ found: z.boolean() }) }),
    access: { kind: 'signed-in' },
  },
  listRulesPresets: {
    method: 'GET',
    path: '/api/meetings/rules-presets',
    summary: 'Working rules to begin with, by kind of body, with their sources',
    response: z.object({ rows: z.array(RulesPreset) }),
    access: { kind: 'signed-in' },
  },
  getBody: {
    method: 'GET',
    path: '/api/meetings/bodies/:id',
    summary: 'One body on a day: its seats, rules, and all its decisions',
    params,
    query: z.object({ asOf: day.optional() }),
    response: Body,
    access: { kind: 'signed-in' },
    errors: ['meetings.body_not_found'],
  },
  foundBody: {
    method: 'POST',
    path: '/api/meetings/bodies',
    summary: 'Found a body by a decision, with its seats and rules',
    body: FoundBody,
    response: Body,
    status: 201,
    access: write,
    errors: ['meetings.agency_not_found', 'meetings.person_not_found', 'meetings.unit_not_found'],
  },
  reformBody: {
    method: 'POST',
    path: '/api/meetings/bodies/:id/reform',
    summary: 'Re-form a body (kiện toàn) as one act over all its seats; the past stays',
    params,
    body: ReformBody,
    response: Body,
    access: write,
    errors: [
      'meetings.body_not_found',
      'meetings.body_ended',
      'meetings.act_before',
      'meetings.reform_empty',
      'meetings.seat_not_found',
      'meetings.person_not_found',
      'meetings.unit_not_found',
    ],
  },
  setBodyRules: {
    method: 'POST',
    path: '/api/meetings/bodies/:id/rules',
    summary: 'Give a body other working rules from a day on',
    params,
    body: SetBodyRules,
    response: Body,
    access: write,
    errors: ['meetings.body_not_found', 'meetings.body_ended'],
  },
  endBody: {
    method: 'POST',
    path: '/api/meetings/bodies/:id/end',
    summary: 'End a body by a decision; it is kept with all its sessions',
    params,
    body: EndBody,
    response: Body,
    access: write,
    errors: ['meetings.body_not_found', 'meetings.body_ended', 'meetings.act_before', 'meetings.body_meets'],
  },
} as const satisfies Contract;
