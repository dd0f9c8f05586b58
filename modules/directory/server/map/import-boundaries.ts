import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type BoundariesResult, type BoundaryFeature, ImportBoundaries } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { deleteBoundaries, listUnits, replaceBoundaries } from './map.repo.ts';
import { matchFeatures } from './match-features.ts';
import { countPoints, type Polygon, simplify } from './simplify.ts';

const NAMED = 20;

/**
 * Takes boundaries of today's communes from a GeoJSON file, in place of those before. Longitude and latitude (WGS 84),
 * as RFC 7946 has it; a file in metres is refused by its numbers.
 * @throws directory.boundaries_refused when no feature bears a code of an agency
 */
export async function importBoundaries(ctx: Context, given: ImportBoundaries): Promise<BoundariesResult> {
  requirePermission(ctx, 'directory.agency.write', null);
  const { source, geojson } = ImportBoundaries.parse(given);
  const units = await listUnits(ctx.platform.db as Kysely<DirectoryTables>, dayOf(ctx.platform.now()));
  const byCode = new Map(units.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit.id] as const])));
  const { property, byAgency, unmatched } = matchFeatures(geojson.features, byCode);
  if (property === null) {
    throw directoryErrors.fail('directory.boundaries_refused', {
      detail: 'No property of the features bears the statistics code of an agency, such as 22333.',
    });
  }
  const whole = [...byAgency].map(([agencyId, features]) => ({ agencyId, polygons: features.flatMap(polygonsOf) }));
  const kept = whole.map(({ agencyId, polygons }) => ({ agencyId, polygons: simplify(polygons) }));
  const sum = (all: readonly { polygons: readonly Polygon[] }[]) =>
    all.reduce((n, one) => n + countPoints(one.polygons), 0);
  const result = {
    property,
    matched: byAgency.size,
    unmatched: unmatched.slice(0, NAMED),
    missing: units
      .filter((unit) => !byAgency.has(unit.id))
      .slice(0, NAMED)
      .map(({ id, name, shortName }) => ({ id, name, shortName })),
    points: { given: sum(whole), kept: sum(kept) },
  };
  await transact(ctx, async (tx) => {
    const removed = await replaceBoundaries(tx.as<DirectoryTables>(), kept, source, ctx.platform.now());
    tx.audit({
      action: 'directory.boundaries.import',
      subject: { type: 'directory.boundaries', id: 'all' },
      before: { count: removed },
      after: { source, count: kept.length, property, points: result.points },
    });
    tx.emit({ topic: CHANGED });
  });
  return result;
}

function polygonsOf({ geometry }: BoundaryFeature): Polygon[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y] as const)));
}

/** Takes all boundaries away. Answers how many there were. */
export async function removeBoundaries(ctx: Context): Promise<number> {
  requirePermission(ctx, 'directory.agency.write', null);
  return await transact(ctx, async (tx) => {
    const removed = await deleteBoundaries(tx.as<DirectoryTables>());
    tx.audit({
      action: 'directory.boundaries.remove',
      subject: { type: 'directory.boundaries', id: 'all' },
      before: { count: removed },
      after: { count: 0 },
    });
    tx.emit({ topic: CHANGED });
    return removed;
  });
}
