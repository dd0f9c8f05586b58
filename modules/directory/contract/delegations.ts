import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, day, id, Period, text } from './common.ts';

export const PersonRef = z.object({ id, name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

export const DelegationScope = z.enum([
  'post', // wherever the rights of the post reach
  'unit', // there, and in this agency only
  'below', // there, and in this agency and all below it
]);
export type DelegationScope = z.infer<typeof DelegationScope>;

export const DelegationState = z.enum(['coming', 'in_force', 'ended', 'revoked']);
export type DelegationState = z.infer<typeof DelegationState>;

/** Ủy quyền: one lends another some rights of a post, for a time. */
export const Delegation = z.object({
  id,
  giver: PersonRef,
  taker: PersonRef,
  /** The giver's post. */
  assignment: z.object({ id, position: z.string(), agency: AgencyRef }),
  /** Permissions, or entries such as `*.read`; of each the taker has what the giver has at that moment. */
  permissions: z.array(z.string()),
  scope: DelegationScope,
  agency: AgencyRef.nullable(),
  period: Period,
  legalBasis: z.string(),
  /** May the taker hand it on? */
  onward: z.boolean(),
  /** Handed on by somebody to whom it was lent. */
  handedOn: z.boolean(),
  state: DelegationState,
  /** `handOn`: the caller may lend on what they were lent. */
  can: z.object({ revoke: z.boolean(), handOn: z.boolean() }),
});
export type Delegation = z.infer<typeof Delegation>;

export const Delegate = z.object({
  takerId: id,
  /** The post whose rights are lent. */
  assignmentId: id,
  /** Set to hand on what was lent to the giver, where that was allowed. */
  sourceId: id.nullable().default(null),
  permissions: z.array(z.string().trim().min(1).max(120)).min(1).max(200),
  scope: DelegationScope.default('post'),
  agencyId: id.nullable().default(null),
  from: day,
  /** The first day on which it holds no more. A delegation without an end is a post. */
  to: day,
  legalBasis: text(300),
  onward: z.boolean().default(false),
});
export type Delegate = z.infer<typeof Delegate>;

const errors = ['directory.person_not_found', 'directory.assignment_not_found'] as const;

export const delegationRoutes = {
  listDelegations: {
    method: 'GET',
    path: '/api/directory/people/:id/delegations',
    summary: 'Authority that a person has lent and was lent, newest first',
    params: z.object({ id }),
    response: z.object({ rows: z.array(Delegation) }),
    access: { kind: 'permission', permission: 'directory.person.read' },
    errors: ['directory.person_not_found'],
  },
  delegate: {
    method: 'POST',
    path: '/api/directory/people/:id/delegations',
    summary: 'Lend rights of a post of this person to another, for a time (ủy quyền)',
    params: z.object({ id }),
    body: Delegate,
    response: z.object({ rows: z.array(Delegation) }),
    status: 201,
    access: { kind: 'signed-in' },
    errors: [
      ...errors,
      'directory.period_invalid',
      'directory.agency_not_found',
      'directory.delegation_to_oneself',
      'directory.delegation_without_post',
      'directory.delegation_empty',
      'directory.delegation_chain',
      'directory.grant_beyond_own',
    ],
  },
  revokeDelegation: {
    method: 'DELETE',
    path: '/api/directory/delegations/:id',
    summary: 'Take back lent authority; it holds no more from this moment',
    params: z.object({ id }),
    response: z.object({ rows: z.array(Delegation) }),
    access: { kind: 'signed-in' },
    errors: ['directory.delegation_not_found', 'directory.delegation_over'],
  },
} as const satisfies Contract;
