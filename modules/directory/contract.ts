import { z } from 'zod';
import { defineContract } from '#platform/contract.ts';

/*
 * The directory's face. Each schema and its type bear one name.
 *
 * A period is half open: it holds from the day `from` and no more on the day `to`. `from` null: since before our
 * records; `to` null: until further notice. So a unit closed and its heir founded on 01/07/2025 share that one date.
 */

const id = z.uuid();
const text = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
/** A day in Asia/Ho_Chi_Minh, `2025-07-01`. */
const day = z.iso.date();
const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
/** Where the next page begins: `next` of the page before, handed back unchanged. */
const cursor = z.string().max(500);

export const Period = z.object({ from: day.nullable(), to: day.nullable() });
export type Period = z.infer<typeof Period>;

// ── Agencies ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const AgencyKind = z.enum([
  'ministry', // bộ, cơ quan ngang bộ
  'province', // ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương
  'department', // sở, ban, ngành; cơ quan chuyên môn của huyện
  'centre', // đơn vị sự nghiệp, trung tâm
  'division', // phòng, bộ phận bên trong một cơ quan
  'district', // ủy ban nhân dân huyện, thị xã, thành phố thuộc tỉnh; until 30/06/2025
  'commune', // ủy ban nhân dân xã
  'ward', // phường
  'township', // thị trấn; until 30/06/2025
  'special_zone', // đặc khu; since 01/07/2025
]);
export type AgencyKind = z.infer<typeof AgencyKind>;

export const AgencyLevel = z.enum(['central', 'province', 'district', 'commune']);
export type AgencyLevel = z.infer<typeof AgencyLevel>;

export const CodeSystem = z.enum([
  'eid', // mã định danh điện tử, QĐ 20/2020/QĐ-TTg: H32, H32.07
  'eid_old', // QCVN 102:2016/BTTTT: 000.00.07.H32
  'statistics', // mã đơn vị hành chính, QĐ 19/2025/QĐ-TTg: 56, 22366
  'portal', // identifier at the national portal: a UUID
]);
export type CodeSystem = z.infer<typeof CodeSystem>;

export const AgencyRef = z.object({ id, name: z.string(), shortName: z.string() });
export type AgencyRef = z.infer<typeof AgencyRef>;

/** An agency in a list or in the tree, as it is on the day asked for. */
export const AgencyRow = AgencyRef.extend({
  kind: AgencyKind,
  level: AgencyLevel,
  /** Electronic identifier of that day, else its statistics code. */
  code: z.string().nullable(),
  parent: AgencyRef.nullable(),
  /** Agencies directly below on that day. */
  childCount: z.number().int(),
  /** People with an assignment directly here on that day. */
  peopleCount: z.number().int(),
  period: Period,
});
export type AgencyRow = z.infer<typeof AgencyRow>;

export const AgencyCode = z.object({
  system: CodeSystem,
  code: z.string(),
  /** A made-up code of the sample, or one that nobody has confirmed. Screens mark it. */
  sample: z.boolean(),
  period: Period,
});
export type AgencyCode = z.infer<typeof AgencyCode>;

export const AgencyName = z.object({ name: z.string(), shortName: z.string(), period: Period });
export type AgencyName = z.infer<typeof AgencyName>;

export const AgencyParent = z.object({ agency: AgencyRef, period: Period });
export type AgencyParent = z.infer<typeof AgencyParent>;

/** Work that went from one agency to another. */
export const AgencyLink = z.object({
  direction: z.enum(['from', 'to']),
  agency: AgencyRef,
  kind: z.enum(['merge', 'split', 'transfer', 'rename']),
  day,
  legalBasis: z.string(),
  /** Proposed by name only, not yet decided by a person. Screens mark it. */
  guessed: z.boolean(),
});
export type AgencyLink = z.infer<typeof AgencyLink>;

export const Agency = AgencyRow.extend({
  asOf: day,
  /** From the root down to the parent, as of the day. */
  path: z.array(AgencyRef),
  names: z.array(AgencyName),
  codes: z.array(AgencyCode),
  parents: z.array(AgencyParent),
  links: z.array(AgencyLink),
  children: z.array(AgencyRow),
  /** People here and below, each counted once. */
  peopleBelowCount: z.number().int(),
  place: z.object({ longitude: z.number(), latitude: z.number(), areaKm2: z.number().nullable() }).nullable(),
  can: z.object({ rename: z.boolean(), createBelow: z.boolean(), assignPeople: z.boolean(), grantRoles: z.boolean() }),
});
export type Agency = z.infer<typeof Agency>;

export const CreateAgency = z.object({
  kind: AgencyKind,
  level: AgencyLevel,
  name: text(300),
  shortName: text(120).optional(),
  parentId: id,
  from: day,
  codes: z
    .array(z.object({ system: CodeSystem, code: text(64) }))
    .max(4)
    .default([]),
});
export type CreateAgency = z.infer<typeof CreateAgency>;

export const RenameAgency = z.object({ name: text(300), shortName: text(120).optional(), from: day });
export type RenameAgency = z.infer<typeof RenameAgency>;

// ── People, positions, roles ─────────────────────────────────────────────────────────────────────────────────────

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
    .regex(/^\+?[0-9 .]{8,20}$/, 'A phone number such as 0258 3822 000')
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

// ── Session and set-up ───────────────────────────────────────────────────────────────────────────────────────────

export const PASSWORD_MIN_LENGTH = 12;

const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, `A password has at least ${PASSWORD_MIN_LENGTH} characters`)
  .max(128, 'A password has at most 128 characters');

export const NodeKind = z.enum(['province', 'ministry']);
export type NodeKind = z.infer<typeof NodeKind>;

/** `empty`: nobody has set the node up; `loading`: the sample province is being loaded, sign-in works already. */
export const SetUpState = z.enum(['empty', 'loading', 'failed', 'ready']);
export type SetUpState = z.infer<typeof SetUpState>;

/** Who am I, and where. Public: with `person` null it tells only the node's name and state. */
export const Session = z.object({
  setUp: SetUpState,
  node: z.object({ name: z.string(), code: z.string(), kind: NodeKind, rootAgencyId: id }).nullable(),
  person: z
    .object({
      id,
      name: z.string(),
      email: z.string(),
      /** The agency whose hat is on. */
      unit: AgencyRef.nullable(),
      position: z.string().nullable(),
      /** Held somewhere; whether for a certain row, the row's `can` says. */
      permissions: z.array(z.string()),
    })
    .nullable(),
});
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(128),
});
export type SignIn = z.infer<typeof SignIn>;

export const SetUpNode = z
  .object({
    /** True: the sample province Khánh Hòa is loaded, and `node` is not asked for. */
    sample: z.boolean(),
    node: z.object({ name: text(200), code: text(8), kind: NodeKind }).optional(),
    administrator: z.object({ name: text(120), email: z.email().max(254).toLowerCase(), password }),
  })
  .refine((input) => input.sample || input.node !== undefined, {
    path: ['node'],
    message: 'Give the name and code of the province or ministry, or ask for the sample',
  });
export type SetUpNode = z.infer<typeof SetUpNode>;

export const SetUpProgress = z.object({
  state: SetUpState,
  /** What is being loaded, e.g. `directory` and its step; null when nothing is. `done` of `total` counts in this step. */
  step: z.object({ module: z.string(), name: z.string(), done: z.number(), total: z.number() }).nullable(),
  /** Modules whose sample is loaded, of how many. */
  modules: z.object({ done: z.number().int(), total: z.number().int() }),
});
export type SetUpProgress = z.infer<typeof SetUpProgress>;

// ── Routes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next: cursor.nullable(),
    /** How many in all; told on the first page only. */
    total: z.number().int().nullable(),
  });

export const AgencyPage = page(AgencyRow);
export type AgencyPage = z.infer<typeof AgencyPage>;
export const PersonPage = page(PersonRow);
export type PersonPage = z.infer<typeof PersonPage>;

/** Words in any order, with accents or without; or a code. */
const q = z.string().trim().normalize('NFC').max(120).optional();

export const directoryContract = defineContract({
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I: name, agency, permissions; and the node and whether it is set up',
    response: Session,
    access: { kind: 'public', why: 'the first page must know whether to show set-up, sign-in or work' },
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with address and password; sets the session cookie',
    body: SignIn,
    response: Session,
    access: { kind: 'public', why: 'who signs in has no session yet' },
    errors: ['directory.sign_in_refused', 'platform.too_many_requests'],
    rateLimit: 60,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'End the session; clears the cookie',
    response: Session,
    access: { kind: 'public', why: 'signing out twice does no harm' },
  },
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    summary: 'Name the node and its first administrator, who is signed in at once',
    body: SetUpNode,
    response: Session,
    status: 201,
    access: { kind: 'set-up' },
    errors: ['platform.already_set_up', 'directory.code_invalid'],
    rateLimit: 20,
  },
  getSetUp: {
    method: 'GET',
    path: '/api/set-up',
    summary: 'How far the set-up is',
    response: SetUpProgress,
    access: { kind: 'public', why: 'tells counts only, while the sample is loaded' },
  },
  listAgencies: {
    method: 'GET',
    path: '/api/directory/agencies',
    summary: 'Agencies of a day, flat, by name',
    query: z.object({
      q,
      kind: AgencyKind.optional(),
      level: AgencyLevel.optional(),
      /** Default: today. */
      asOf: day.optional(),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: AgencyPage,
    access: { kind: 'permission', permission: 'directory.agency.read' },
  },
  listChildren: {
    method: 'GET',
    path: '/api/directory/tree',
    summary: 'Agencies directly below one, or the roots, in their order on a day',
    query: z.object({
      parentId: id.optional(),
      asOf: day.optional(),
      cursor: cursor.optional(),
      limit: limit(500, 200),
    }),
    response: AgencyPage,
    access: { kind: 'permission', permission: 'directory.agency.read' },
  },
  getAgency: {
    method: 'GET',
    path: '/api/directory/agencies/:id',
    summary: 'One agency on a day, with its history',
    params: z.object({ id }),
    query: z.object({ asOf: day.optional() }),
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.read' },
    errors: ['directory.agency_not_found'],
  },
  createAgency: {
    method: 'POST',
    path: '/api/directory/agencies',
    summary: 'Found an agency below another, from a day on',
    body: CreateAgency,
    response: Agency,
    status: 201,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: [
      'directory.agency_not_found',
      'directory.agency_closed',
      'directory.code_invalid',
      'directory.code_taken',
      'directory.parent_invalid',
    ],
  },
  renameAgency: {
    method: 'POST',
    path: '/api/directory/agencies/:id/names',
    summary: 'Give an agency another name from a day on; the old one stays for the days before',
    params: z.object({ id }),
    body: RenameAgency,
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: ['directory.agency_not_found', 'directory.agency_closed', 'directory.period_overlaps'],
  },
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
});
