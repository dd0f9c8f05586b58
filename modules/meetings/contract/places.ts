import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, id, limit, page, text } from './common.ts';

export const Place = z.object({
  id,
  ordinal: z.number().int(),
  /** Where the chair sits. */
  isMain: z.boolean(),
  name: z.string(),
  agency: AgencyRef.nullable(),
  room: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** Participants. */
  head: z.object({ id, name: z.string() }).nullable(),
  operator: z.object({ id, name: z.string() }).nullable(),
  participantCount: z.number().int(),
});
export type Place = z.infer<typeof Place>;

export const WritePlace = z.object({
  name: text(200),
  isMain: z.boolean().default(false),
  agencyId: id.nullable().default(null),
  room: z.string().trim().normalize('NFC').max(300).default(''),
  /** Left out: where the directory knows the agency to be. */
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  headId: id.nullable().default(null),
  operatorId: id.nullable().default(null),
});
export type WritePlace = z.infer<typeof WritePlace>;

/** One line of a list of places, as it was read. */
export const PlaceLine = z.object({
  /** As a spreadsheet counts: the head is line 1. */
  line: z.number().int(),
  name: z.string(),
  agency: z.string(),
  room: z.string(),
  head: z.string(),
  operator: z.string(),
  problems: z.array(
    z.object({
      path: z.enum(['name', 'agency', 'head', 'operator', 'latitude', 'longitude']),
      code: z.string(),
      message: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});
export type PlaceLine = z.infer<typeof PlaceLine>;

export const PLACES_MAX_BYTES = 1024 * 1024;

export const ImportPlaces = z.object({
  fileName: text(200),
  /** CSV, XLSX or JSON; pasted lines are CSV. */
  content: z.base64().max(Math.ceil(PLACES_MAX_BYTES / 3) * 4),
  /** False: only look at the lines. True: take them all, if none is wrong. */
  apply: z.boolean(),
});
export type ImportPlaces = z.infer<typeof ImportPlaces>;

const params = z.object({ id });
const signedIn = { kind: 'signed-in' } as const;
const errors = [
  'meetings.session_not_found',
  'meetings.session_state',
  'meetings.agency_not_found',
  'meetings.participant_not_found',
] as const;

export const placeRoutes = {
  listPlaces: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/places',
    summary: 'Places in their order, the main one first',
    params,
    query: z.object({ cursor: cursor.optional(), limit: limit(500, 200) }),
    response: page(Place),
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  addPlace: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/places',
    summary: 'Add a place',
    params,
    body: WritePlace,
    response: Place,
    status: 201,
    access: signedIn,
    errors: [...errors],
  },
  changePlace: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/places/:placeId',
    summary: 'Change a place',
    params: z.object({ id, placeId: id }),
    body: WritePlace,
    response: Place,
    access: signedIn,
    errors: [...errors, 'meetings.place_not_found'],
  },
  removePlace: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/places/:placeId',
    summary: 'Remove a place, before the session opens; who sat there sits nowhere yet',
    params: z.object({ id, placeId: id }),
    response: z.object({}),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.session_state', 'meetings.place_not_found', 'meetings.place_main'],
  },
  importPlaces: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/places/import',
    summary: 'Read a list of places; take it in when no line is wrong',
    params,
    body: ImportPlaces,
    response: z.object({ lines: z.array(PlaceLine), taken: z.number().int() }),
    access: signedIn,
    errors: [
      'meetings.session_not_found',
      'meetings.session_state',
      'platform.sheet_unreadable',
      'meetings.places_lines',
      'meetings.places_head',
      'meetings.places_limit',
    ],
    maxBytes: Math.ceil(PLACES_MAX_BYTES / 3) * 4 + 10_000,
  },
} as const satisfies Contract;
