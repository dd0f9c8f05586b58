import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, day, id, limit, Period, page, q, text } from './common.ts';

export const Assignment = z.object({
  id,
  agency: AgencyRef,
  /** Chức vụ: `Giám đốc`, `Chuyên viên`. */
  position: z.string(),
  /** The post that counts where a person is counted once. */
  primary: z.boolean(),
  /** In charge without being appointed (phụ trách, quyền). */
  acting: z.boolean(),
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

export const GrantScope = z.enum([
  'unit', // this agency only
  'below', // this agency and all below it
  'node', // everything
]);
export type GrantScope = z.infer<typeof GrantScope>;

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
  can: z.object({ assign: z.boolean(), grantRole: z.boolean() }),
});
export type Person = z.infer<typeof Person>;

export const Position = z.object({ id, name: z.string(), rank: z.number().int() });
export type Position = z.infer<typeof Position>;

export const Role = z.object({
  id,
  code: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  /** Whoever holds it must have a second factor, and can do nothing before. */
  secondFactor: z.boolean(),
  /** People who hold it today. */
  holders: z.number().int(),
});
export type Role = z.infer<typeof Role>;

export const CreatePerson = z.object({
  name: text(120),
  email: z.email().max(254).toLowerCase().optional(),
  phone: z
    .string()
    .trim()
    .refine((number) => /^\+?[0-9 .]{8,20}$/.test(number), {
      message: 'A phone number such as 0258 3822 000',
      params: { problem: 'directory.phone' },
    })
    .optional(),
  /** A person enters through a first post; whoever may assign there may write the person. */
  assignment: z.object({ agencyId: id, positionId: id, from: day }),
});
export type CreatePerson = z.infer<typeof CreatePerson>;

export const AssignPerson = z.object({
  agencyId: id,
  positionId: id,
  from: day,
  to: day.nullable().default(null),
  primary: z.boolean().default(false),
  acting: z.boolean().default(false),
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

export const PersonPage = page(PersonRow);
export type PersonPage = z.infer<typeof PersonPage>;

export const peopleRoutes = {
  listPeople: {
    method: 'GET',
    path: '/api/directory/people',
    summary: 'People by given name, of one agency and below where asked',
    query: z.object({
      q,
      agencyId: id.optional(),
      /** `true`: also those in agencies below. */
      below: z.stringbool().default(true),
      asOf: day.optional(),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: PersonPage,
    access: { kind: 'permission', permission: 'directory.person.read' },
    errors: ['directory.agency_not_found'],
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
  listRoles: {
    method: 'GET',
    path: '/api/directory/roles',
    summary: 'Roles with their permissions',
    query: z.object({ limit: limit(200, 100) }),
    response: z.object({ rows: z.array(Role) }),
    access: { kind: 'permission', permission: 'directory.role.read' },
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
} as const satisfies Contract;
