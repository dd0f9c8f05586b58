import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, id, instant, text } from './common.ts';

/** A unit that leads or helps: of the directory, or by its name alone. */
export const ConclusionUnit = z.object({ agencyId: id.nullable(), name: z.string() });
export type ConclusionUnit = z.infer<typeof ConclusionUnit>;

export const ConclusionKind = z.enum([
  'task', // becomes exactly one task, with exactly one lead
  'none', // no task arises (không phát sinh nhiệm vụ)
]);
export type ConclusionKind = z.infer<typeof ConclusionKind>;

export const Conclusion = z.object({
  id,
  number: z.number().int(),
  itemId: id.nullable(),
  itemTitle: z.string().nullable(),
  kind: ConclusionKind,
  text: z.string(),
  lead: ConclusionUnit.nullable(),
  partners: z.array(ConclusionUnit),
  product: z.string(),
  /** The last day; null: no time limit (không hạn). */
  dueOn: day.nullable(),
  monitor: z.string(),
  confirmedAt: instant.nullable(),
  can: z.object({ change: z.boolean(), confirm: z.boolean() }),
});
export type Conclusion = z.infer<typeof Conclusion>;

const unit = z.strictObject({ agencyId: id.nullable().default(null), name: text(300) });

export const WriteConclusion = z
  .strictObject({
    itemId: id.nullable().default(null),
    kind: ConclusionKind,
    text: text(4_000),
    lead: unit.nullable().default(null),
    partners: z.array(unit).max(60).default([]),
    product: z.string().trim().normalize('NFC').max(1_000).default(''),
    dueOn: day.nullable().default(null),
    monitor: z.string().trim().normalize('NFC').max(300).default(''),
  })
  .refine(({ kind, lead }) => kind === 'none' || lead !== null, {
    path: ['lead'],
    params: { problem: 'meetings.conclusion_lead' },
    message: 'A task has exactly one lead.',
  });
export type WriteConclusion = z.infer<typeof WriteConclusion>;

export const Conclusions = z.object({ rows: z.array(Conclusion), can: z.object({ write: z.boolean() }) });
export type Conclusions = z.infer<typeof Conclusions>;

const session = z.object({ id });
const one = z.object({ id, conclusionId: id });
const access = { kind: 'signed-in' } as const;
const errors = ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.session_state'];
const found = [...errors, 'meetings.conclusion_not_found', 'meetings.conclusion_confirmed'];

export const conclusionRoutes = {
  listConclusions: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/conclusions',
    summary: 'Conclusions of a session in their order; those not confirmed for chair and secretary only',
    params: session,
    response: Conclusions,
    access,
    errors: ['meetings.session_not_found'],
  },
  addConclusion: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/conclusions',
    summary: 'Record a conclusion as the chair spoke it',
    params: session,
    body: WriteConclusion,
    response: Conclusions,
    status: 201,
    access,
    errors: [...errors, 'meetings.item_unknown', 'meetings.agency_not_found', 'meetings.conclusions_full'],
  },
  changeConclusion: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/conclusions/:conclusionId',
    summary: 'Change a conclusion that is not confirmed yet',
    params: one,
    body: WriteConclusion,
    response: Conclusions,
    access,
    errors: [...found, 'meetings.item_unknown', 'meetings.agency_not_found'],
  },
  removeConclusion: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/conclusions/:conclusionId',
    summary: 'Take back a conclusion that is not confirmed yet',
    params: one,
    response: Conclusions,
    access,
    errors: found,
  },
  confirmConclusion: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/conclusions/:conclusionId/confirm',
    summary: 'The chair confirms: it stands, and its task may be given',
    params: one,
    response: Conclusions,
    access,
    errors: found,
  },
} satisfies Contract;
