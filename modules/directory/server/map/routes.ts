import type { Handlers } from '#platform/server/http/mount.ts';
import type { mapRoutes } from '../../contract/map.ts';
import { compareDays } from '../compare/compare-days.ts';
import { getMap } from './get-map.ts';
import { importBoundaries, removeBoundaries } from './import-boundaries.ts';

export const mapHandlers: Handlers<typeof mapRoutes> = {
  compareDays: (ctx, { query }) => compareDays(ctx, query),
  getMap: (ctx, { query }) => getMap(ctx, query.asOf),
  importBoundaries: (ctx, { body }) => importBoundaries(ctx, body),
  removeBoundaries: async (ctx) => ({ removed: await removeBoundaries(ctx) }),
};
