import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, day, id, limit, Period, page, q, text } from './common.ts';
import { GrantScope, roleRoutes } from './roles.ts';

export const Assignment = z.object({
  id,
  agency: AgencyRef,
  /** Chức vụ: `Giám đốc`, `Chuyên viên`. */
  position: z.string(),
  positionId: id,
  /** The post that counts where a person is counted once. */
  primary: z.boolean(),
  /** In charge without being appointed (phụ trách, quyền). */
  acting: z.boolean(),
  /** The decision: `QĐ 123/QĐ-UBND ngày 05/01/2026`. */
  legalBasis: z.string().nullable(),
  period: Period,
});
export type Assignment = z.infer<typeof Assignment>;

export const PersonRow = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Those in force on the day asked for, the primary one first; empty for who has left. */
  assignments: z.array(Assignment),
  hasAccount: z.boolean(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const Grant = z.object({
  id,
  role: z.object({ id, name: z.string() }),
  scope: GrantScope,
  /** Null with the scope `node`. */
  agency: AgencyRef.nullable(),
  /** The post to which the right is bound and with which it ends; null: bound to the person. */
  assignmentId: id.nullable(),
  period: Period,
});
export type Grant = z.infer<typeof Grant>;

export const Person = PersonRow.extend({
  /** Posts of other days, newest first. */
  pastAssignments: z.array(Assignment),
  grants: z.array(Grant),
  can: z.object({
    change: z.boolean(),
    assign: z.boolean(),
    end: z.boolean(),
    grantRole: z.boolean(),
    /** Lend rights of a post in force. */
    delegate: z.boolean(),
    /** By post: change its dates and end it. */
    posts: z.array(id),
    /** By grant: take it back. */
    grants: z.array(id),
  }),
});
export type Person = z.infer<typeof Person>;

export const Position = z.object({ id, name: z.string(), rank: z.number().int() });
export type Position = z.infer<typeof Position>;

const phone = z
  .string()
  .trim()
  .refine((number) => /^\+?[0-9 .]{8,20}$/.test(number), {
    message: 'A phone number such as 0258 3822 000',
    params: { problem: 'directory.phone' },
  });
/** The decision behind it. */
const legalBasis = text(300).nullable().optional();

export const CreatePerson = z.object({
  name: text(120),
  email: z.email().max(254).toLowerCase().optional(),
  phone: phone.optional(),
  /** A person enters through a first post; whoever may assign there may write the person. */
  assignment: z.object({ agencyId: id, positionId: id, from: day, acting: z.boolean().optional(), legalBasis }),
});
export type CreatePerson = z.infer<typeof CreatePerson>;

export const ChangePerson = z.object({
  name: text(120),
  email: z.email().max(254).toLowerCase().nullable(),
  phone: phone.nullable(),
});
export type ChangePerson = z.infer<typeof ChangePerson>;

/** A person leaves: all posts, rights and delegations end on that day. */
export const EndPerson = z.object({ on: day, reason: text(300) });
export type EndPerson = z.infer<typeof EndPerson>;

export const AssignPerson = z.object({
  agencyId: id,
  positionId: id,
  from: day,
  to: day.nullable().default(null),
  primary: z.boolean().default(false),
  acting: z.boolean().default(false),
  legalBasis,
});
export type AssignPerson = z.infer<typeof AssignPerson>;

export const GrantRole = z.object({
  roleId: id,
  scope: GrantScope,
  agencyId: id.nullable().default(null),
  assignmentId: id.nullable().default(null),
  from: day,
  to: day.nullable().default(null),
});
export type GrantRole = z.infer<typeof GrantRole>;

/** Corrects a post. Another agency or position is another post: end this one, begin that one. */
export const ChangeAssignment = z.object({
  from: day,
  to: day.nullable(),
  primary: z.boolean(),
  acting: z.boolean(),
  legalBasis: text(300).nullable(),
});
export type ChangeAssignment = z.infer<typeof ChangeAssignment>;

/** The first day on which the post is held no more. */
export const EndAssignment = z.object({ on: day });
export type EndAssignment = z.infer<typeof EndAssignment>;

export const PersonState = z.enum(['active', 'left', 'all']);
export type PersonState = z.infer<typeof PersonState>;

const filters = {
  q,
  agencyId: id.optional(),
  /** `true`: also those in agencies below. */
  below: z.stringbool().default(true),
  positionId: id.optional(),
  roleId: id.optional(),
  /** `left`: without a post on that day. */
  state: PersonState.default('all'),
  /** `false`: only those who cannot sign in. */
  account: z.stringbool().optional(),
  asOf: day.optional(),
};

export const PersonPage = page(PersonRow);
export type PersonPage = z.infer<typeof PersonPage>;

export const peopleRoutes = {
  listPeople: {
    method: 'GET',
    path: '/api/directory/people',
    summary: 'People by given name, of one agency and below where asked',
    query: z.object({
      ...filters,
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: PersonPage,
    access: { kind: 'permission', permission: 'directory.person.read' },
    errors: ['directory.agency_not_found'],
  },
  exportPeople: {
    method: 'GET',
    path: '/api/directory/people-file',
    summary: 'The same list whole, as a CSV or XLSX file',
    query: z.object({ format: z.enum(['csv', 'xlsx']).default('csv'), ...filters }),
    response: z.any(),
    access: { kind: 'permission', permission: 'directory.person.read' },
    errors: ['directory.agency_not_found'],
    rateLimit: 20,
  },
  getPerson: {
    method: 'GET',
    path: '/api/directory/people/:id',
    summary: 'One person with all posts and rights',
    params: z.object({ id }),
    response: Person,
    access: { kind: 'permission', permission: 'directory.person.read' },
    errors: ['directory.person_not_found'],
  },
  createPerson: {
    method: 'POST',
    path: '/api/directory/people',
    summary: 'Enter a person with a first post',
    body: CreatePerson,
    response: Person,
    status: 201,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: [
      'directory.agency_not_found',
      'directory.agency_closed',
      'directory.position_not_found',
      'directory.email_taken',
    ],
  },
  changePerson: {
    method: 'PATCH',
    path: '/api/directory/people/:id',
    summary: 'Correct a name, an address or a phone number',
    params: z.object({ id }),
    body: ChangePerson,
    response: Person,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: ['directory.person_not_found', 'directory.email_taken', 'directory.email_signs_in'],
  },
  endPerson: {
    method: 'POST',
    path: '/api/directory/people/:id/end',
    summary: 'A person leaves: posts, rights and delegations end on that day',
    params: z.object({ id }),
    body: EndPerson,
    response: Person,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: ['directory.person_not_found', 'directory.person_left', 'directory.last_administrator'],
  },
  changeAssignment: {
    method: 'PATCH',
    path: '/api/directory/assignments/:id',
    summary: 'Correct the dates or the nature of a post',
    params: z.object({ id }),
    body: ChangeAssignment,
    response: Person,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: [
      'directory.assignment_not_found',
      'directory.agency_closed',
      'directory.period_invalid',
      'directory.period_overlaps',
      'directory.last_administrator',
    ],
  },
  endAssignment: {
    method: 'POST',
    path: '/api/directory/assignments/:id/end',
    summary: 'End a post; rights and delegations bound to it end with it',
    params: z.object({ id }),
    body: EndAssignment,
    response: Person,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: ['directory.assignment_not_found', 'directory.period_invalid', 'directory.last_administrator'],
  },
  assignPerson: {
    method: 'POST',
    path: '/api/directory/people/:id/assignments',
    summary: 'Give a person a post in an agency for a time',
    params: z.object({ id }),
    body: AssignPerson,
    response: Person,
    status: 201,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: [
      'directory.person_not_found',
      'directory.agency_not_found',
      'directory.agency_closed',
      'directory.position_not_found',
      'directory.period_invalid',
      'directory.period_overlaps',
    ],
  },
  listPositions: {
    method: 'GET',
    path: '/api/directory/positions',
    summary: 'Positions (chức vụ) by rank',
    query: z.object({ limit: limit(500, 200) }),
    response: z.object({ rows: z.array(Position) }),
    access: { kind: 'permission', permission: 'directory.person.read' },
  },
  grantRole: {
    method: 'POST',
    path: '/api/directory/people/:id/grants',
    summary: 'Give a person a role, for one agency, for it and below, or for the node',
    params: z.object({ id }),
    body: GrantRole,
    response: Person,
    status: 201,
    access: { kind: 'permission', permission: 'directory.role.grant' },
    errors: [
      'directory.person_not_found',
      'directory.role_not_found',
      'directory.agency_not_found',
      'directory.assignment_not_found',
      'directory.period_invalid',
      'directory.grant_beyond_own',
    ],
  },
  revokeGrant: {
    method: 'DELETE',
    path: '/api/directory/grants/:id',
    summary: 'Take a role back from a person',
    params: z.object({ id }),
    response: Person,
    access: { kind: 'permission', permission: 'directory.role.grant' },
    errors: ['directory.grant_not_found', 'directory.grant_over', 'directory.last_administrator'],
  },
  ...roleRoutes,
} as const satisfies Contract;
