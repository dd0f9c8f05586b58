import type { Handlers } from '#platform/server/http/mount.ts';
import type { placeRoutes } from '../../contract/places.ts';
import { importPlaces } from './import-places.ts';
import { getPlace, listPlaces } from './list-places.ts';
import { addPlace, changePlace, removePlace } from './write-place.ts';

export const placeHandlers: Handlers<typeof placeRoutes> = {
  listPlaces: (ctx, { params, query }) => listPlaces(ctx, params.id, query),
  addPlace: async (ctx, { params, body }) => await getPlace(ctx, params.id, await addPlace(ctx, params.id, body)),
  async changePlace(ctx, { params, body }) {
    await changePlace(ctx, params.id, params.placeId, body);
    return await getPlace(ctx, params.id, params.placeId);
  },
  async removePlace(ctx, { params }) {
    await removePlace(ctx, params.id, params.placeId);
    return {};
  },
  importPlaces: (ctx, { params, body }) => importPlaces(ctx, params.id, body),
};
