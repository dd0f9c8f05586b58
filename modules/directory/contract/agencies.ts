import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, day, id, limit, Period, page, q, text } from './common.ts';

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

/** Where the agency is reached. Of today: an old letterhead is found in the documents of its time. */
export const AgencyContact = z.object({
  address: text(300).nullable(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 .()-]{8,25}$/, 'A phone number such as 0258 3822 000')
    .nullable(),
  email: z.email('An address such as vpub@khanhhoa.gov.vn').max(254).nullable(),
  website: z
    .url({ protocol: /^https?$/, error: 'An address that begins with https://' })
    .max(300)
    .nullable(),
});
export type AgencyContact = z.infer<typeof AgencyContact>;

/** Con dấu, logo. */
export const AgencyImageUse = z.enum(['seal', 'logo']);
export type AgencyImageUse = z.infer<typeof AgencyImageUse>;
export const IMAGE_MAX_BYTES = 512 * 1024;

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
  contact: AgencyContact,
  /** Paths of the pictures; null where there is none. */
  images: z.object({ seal: z.string().nullable(), logo: z.string().nullable() }),
  can: z.object({
    change: z.boolean(),
    rename: z.boolean(),
    createBelow: z.boolean(),
    assignPeople: z.boolean(),
    grantRoles: z.boolean(),
  }),
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

export const AgencyPage = page(AgencyRow);
export type AgencyPage = z.infer<typeof AgencyPage>;

export const SetCode = z.object({
  system: CodeSystem,
  /** Null: the agency bears no code of this system from that day on. */
  code: text(64).nullable(),
  from: day,
});
export type SetCode = z.infer<typeof SetCode>;

const picture = z.object({ id, use: AgencyImageUse });

export const agencyRoutes = {
  listAgencies: {
    method: 'GET',
    path: '/api/directory/agencies',
    summary: 'Agencies of a day, flat: by name, or with words what fits best first',
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
  changeContact: {
    method: 'PUT',
    path: '/api/directory/agencies/:id/contact',
    summary: 'Say where the agency is reached',
    params: z.object({ id }),
    body: AgencyContact,
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: ['directory.agency_not_found', 'directory.agency_closed'],
  },
  setCode: {
    method: 'POST',
    path: '/api/directory/agencies/:id/codes',
    summary: 'Give an agency another code of a system from a day on; the old one stays for the days before',
    params: z.object({ id }),
    body: SetCode,
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: [
      'directory.agency_not_found',
      'directory.agency_closed',
      'directory.code_invalid',
      'directory.code_taken',
      'directory.period_overlaps',
    ],
  },
  getImage: {
    method: 'GET',
    path: '/api/directory/agencies/:id/images/:use',
    summary: "The agency's seal or logo",
    params: picture,
    response: z.any(),
    access: { kind: 'permission', permission: 'directory.agency.read' },
    errors: ['directory.image_not_found'],
  },
  putImage: {
    method: 'PUT',
    path: '/api/directory/agencies/:id/images/:use',
    summary: "Set the agency's seal or logo: PNG, JPEG or plain SVG, judged by its content",
    params: picture,
    body: z.object({ content: z.base64().max(Math.ceil(IMAGE_MAX_BYTES / 3) * 4, 'At most 512 KB') }),
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: ['directory.agency_not_found', 'directory.agency_closed', 'directory.image_refused'],
  },
  removeImage: {
    method: 'DELETE',
    path: '/api/directory/agencies/:id/images/:use',
    summary: "Take the agency's seal or logo away",
    params: picture,
    response: Agency,
    access: { kind: 'permission', permission: 'directory.agency.write' },
    errors: ['directory.agency_not_found', 'directory.agency_closed', 'directory.image_not_found'],
  },
} as const satisfies Contract;
