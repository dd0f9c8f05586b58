import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { UnitMap } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { findBoundaries, listUnits } from './map.repo.ts';

/** Commune-level agencies of a day with their places, and their boundaries where somebody has imported them. */
export async function getMap(ctx: Context, asOf?: Day): Promise<UnitMap> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = asOf ?? dayOf(ctx.platform.now());
  const all = await listUnits(db, day);
  const boundaries = await findBoundaries(
    db,
    all.map((unit) => unit.id),
  );
  const units = all.flatMap(({ placeSource: _source, longitude, latitude, ...unit }) =>
    longitude === null || latitude === null ? [] : [{ ...unit, longitude, latitude }],
  );
  return {
    asOf: day,
    units,
    withoutPlace: all.length - units.length,
    pointSource: all.find((unit) => unit.placeSource !== null)?.placeSource ?? null,
    outlines: boundaries.map(({ id, polygons }) => ({ id, polygons })),
    outlineSource: boundaries[0]?.source ?? null,
    can: { importBoundaries: may(ctx.actor, 'directory.agency.write', null) },
  };
}
