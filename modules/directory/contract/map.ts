import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyKind } from './agencies.ts';
import { AgencyRef, cursor, day, id, limit, text } from './common.ts';

// ── Two days side by side ────────────────────────────────────────────────────────────────────────────────────────

export const ChangeWhat = z.enum(['ended', 'appeared', 'changed']);
export type ChangeWhat = z.infer<typeof ChangeWhat>;

const Face = z.object({ name: z.string(), code: z.string().nullable(), parent: AgencyRef.nullable() });

/** An agency that is not on both days alike. */
export const AgencyChange = z.object({
  id,
  kind: AgencyKind,
  what: ChangeWhat,
  /** Null where it was not there. */
  before: Face.nullable(),
  after: Face.nullable(),
  /** Who goes on with the work of one that ended, of these days. */
  heirs: z.array(AgencyRef.extend({ guessed: z.boolean() })),
});
export type AgencyChange = z.infer<typeof AgencyChange>;

export const AgencyChanges = z.object({
  rows: z.array(AgencyChange),
  next: cursor.nullable(),
  /** How many of each; told on the first page only. */
  counts: z.object({ ended: z.number().int(), appeared: z.number().int(), changed: z.number().int() }).nullable(),
});
export type AgencyChanges = z.infer<typeof AgencyChanges>;

// ── Map ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const point = z.tuple([longitude, latitude]).rest(z.number());
/** A ring closes itself: first and last point are one. */
const ring = z.array(point).min(4).max(200_000);

export const BoundaryFeature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
  ]),
});
export type BoundaryFeature = z.infer<typeof BoundaryFeature>;

export const ImportBoundaries = z.object({
  /** Who drew them, and when: shown under the map. */
  source: text(200),
  geojson: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(BoundaryFeature).min(1).max(20_000),
  }),
});
export type ImportBoundaries = z.infer<typeof ImportBoundaries>;

export const BoundariesResult = z.object({
  /** The property of the features that bears the statistics code. */
  property: z.string(),
  matched: z.number().int(),
  /** Features whose code no agency bears, the first of them. */
  unmatched: z.array(z.string()),
  /** Agencies of the map that stay without a boundary, the first of them. */
  missing: z.array(AgencyRef),
  points: z.object({ given: z.number().int(), kept: z.number().int() }),
});
export type BoundariesResult = z.infer<typeof BoundariesResult>;

export const MapUnit = AgencyRef.extend({
  kind: AgencyKind,
  code: z.string().nullable(),
  longitude,
  latitude,
  areaKm2: z.number().nullable(),
  people: z.number().int(),
});
export type MapUnit = z.infer<typeof MapUnit>;

export const UnitMap = z.object({
  asOf: day,
  units: z.array(MapUnit),
  /** Commune-level agencies of the day of which no place is known. */
  withoutPlace: z.number().int(),
  /** Whence the centre points are. */
  pointSource: z.string().nullable(),
  /** Rings of longitude and latitude, by agency; empty until somebody imports boundaries. */
  outlines: z.array(z.object({ id, polygons: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) })),
  outlineSource: z.string().nullable(),
  can: z.object({ importBoundaries: z.boolean() }),
});
export type UnitMap = z.infer<typeof UnitMap>;

const read = { kind: 'permission', permission: 'directory.agency.read' } as const;
const write = { kind: 'permission', permission: 'directory.agency.write' } as const;

export const mapRoutes = {
  compareDays: {
    method: 'GET',
    path: '/api/directory/changes',
    summary: 'Agencies that appeared, ended or changed between two days',
    query: z.object({
      from: day,
      to: day,
      what: ChangeWhat.optional(),
      cursor: cursor.optional(),
      limit: limit(500, 200),
    }),
    response: AgencyChanges,
    access: read,
    errors: ['directory.period_invalid'],
  },
  getMap: {
    method: 'GET',
    path: '/api/directory/map',
    summary: 'Commune-level agencies of a day with their places and boundaries',
    query: z.object({ asOf: day.optional() }),
    response: UnitMap,
    access: read,
  },
  importBoundaries: {
    method: 'PUT',
    path: '/api/directory/boundaries',
    summary: 'Take boundaries from GeoJSON; matched by statistics code, simplified, stored',
    body: ImportBoundaries,
    maxBytes: 25 * 1024 * 1024,
    response: BoundariesResult,
    access: write,
    errors: ['directory.boundaries_refused'],
  },
  removeBoundaries: {
    method: 'DELETE',
    path: '/api/directory/boundaries',
    summary: 'Take all boundaries away; the map shows tiles again',
    response: z.object({ removed: z.number().int() }),
    access: write,
  },
} as const satisfies Contract;
