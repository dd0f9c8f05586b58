import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, id, limit, Period, page, text } from './common.ts';
import { PersonRef } from './delegations.ts';

export const GrantScope = z.enum([
  'unit', // this agency only
  'below', // this agency and all below it
  'node', // everything
]);
export type GrantScope = z.infer<typeof GrantScope>;

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

/** Roles against permissions: what each entry of each role stands for on this node. */
export const RoleMatrix = z.object({
  permissions: z.array(z.string()),
  roles: z.array(
    Role.extend({
      /** What its entries stand for, among `permissions`. */
      covers: z.array(z.string()),
      can: z.object({ change: z.boolean(), remove: z.boolean() }),
      /** Why it cannot be changed: the first permission of it that the reader does not hold over the node. */
      lacks: z.string().nullable(),
    }),
  ),
  can: z.object({ create: z.boolean() }),
});
export type RoleMatrix = z.infer<typeof RoleMatrix>;

/** A permission such as `usage.site.read`, or an entry for many: `*`, `usage.*`, `*.read`. */
export const PermissionEntry = z
  .string()
  .trim()
  .max(120)
  .refine((entry) => /^(\*|\*(\.[a-z_]+)+|[a-z_]+(\.[a-z_]+)*(\.\*)?)$/.test(entry), {
    message: 'A permission such as usage.site.read, or usage.*, *.read, *',
    params: { problem: 'directory.permission' },
  });

export const WriteRole = z.object({
  name: text(120),
  description: z.string().trim().normalize('NFC').max(500).default(''),
  permissions: z.array(PermissionEntry).min(1).max(200),
});
export type WriteRole = z.infer<typeof WriteRole>;

export const Holder = z.object({
  grantId: id,
  person: PersonRef,
  role: z.object({ id, name: z.string() }),
  scope: GrantScope,
  agency: AgencyRef.nullable(),
  /** The post to which the right is bound: why it is held. Null: given to the person. */
  post: z.object({ position: z.string(), agency: AgencyRef }).nullable(),
  period: Period,
});
export type Holder = z.infer<typeof Holder>;

export const RoleOffer = z.object({
  roleId: id,
  name: z.string(),
  description: z.string(),
  /** The first permission of it that the reader does not hold over all of the scope; null: it can be given. */
  lacks: z.string().nullable(),
});
export type RoleOffer = z.infer<typeof RoleOffer>;

const errors = ['directory.role_not_found', 'directory.grant_beyond_own', 'directory.last_administrator'] as const;

export const roleRoutes = {
  listRoles: {
    method: 'GET',
    path: '/api/directory/roles',
    summary: 'Roles with their permissions',
    query: z.object({ limit: limit(200, 100) }),
    response: z.object({ rows: z.array(Role) }),
    access: { kind: 'permission', permission: 'directory.role.read' },
  },
  getRoleMatrix: {
    method: 'GET',
    path: '/api/directory/role-matrix',
    summary: 'Roles against permissions',
    response: RoleMatrix,
    access: { kind: 'permission', permission: 'directory.role.read' },
  },
  listHolders: {
    method: 'GET',
    path: '/api/directory/role-holders',
    summary: 'Who holds a role or a permission today, where and why',
    query: z.object({
      roleId: id.optional(),
      permission: z.string().max(120).optional(),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: page(Holder),
    access: { kind: 'permission', permission: 'directory.role.read' },
  },
  offerRoles: {
    method: 'GET',
    path: '/api/directory/agencies/:id/role-offers',
    summary: 'Which roles the reader could give at a place, and what stands against the others',
    params: z.object({ id }),
    query: z.object({ scope: GrantScope.default('unit') }),
    response: z.object({ rows: z.array(RoleOffer) }),
    access: { kind: 'permission', permission: 'directory.role.grant' },
  },
  createRole: {
    method: 'POST',
    path: '/api/directory/roles',
    summary: 'Make a role of permissions that the maker holds over the whole node',
    body: WriteRole,
    response: RoleMatrix,
    status: 201,
    access: { kind: 'permission', permission: 'directory.role.write' },
    errors: ['directory.role_name_taken', ...errors],
  },
  changeRole: {
    method: 'PUT',
    path: '/api/directory/roles/:id',
    summary: 'Change a role for all who hold it',
    params: z.object({ id }),
    body: WriteRole,
    response: RoleMatrix,
    access: { kind: 'permission', permission: 'directory.role.write' },
    errors: ['directory.role_name_taken', ...errors],
  },
  removeRole: {
    method: 'DELETE',
    path: '/api/directory/roles/:id',
    summary: 'Remove a role that nobody ever held',
    params: z.object({ id }),
    response: RoleMatrix,
    access: { kind: 'permission', permission: 'directory.role.write' },
    errors: ['directory.role_held', ...errors],
  },
} as const satisfies Contract;
