import type { Handlers } from '#platform/server/http/mount.ts';
import type { presenceRoutes } from '../../contract/presence.ts';
import { checkQuorum } from './check-quorum.ts';
import { confirmPlace } from './confirm-place.ts';
import { confirmPresence } from './confirm-presence.ts';
import { getPresence } from './get-presence.ts';
import { setPresence } from './set-presence.ts';

export const presenceHandlers: Handlers<typeof presenceRoutes> = {
  getPresence: (ctx, { params }) => getPresence(ctx, params.id),
  async confirmPresence(ctx, { params, body }) {
    await confirmPresence(ctx, params.id, body.present);
    return await getPresence(ctx, params.id);
  },
  async confirmPlace(ctx, { params, body }) {
    await confirmPlace(ctx, params.id, params.placeId, body.participantIds);
    return await getPresence(ctx, params.id);
  },
  async setPresence(ctx, { params, body }) {
    await setPresence(ctx, params.id, params.participantId, body);
    return await getPresence(ctx, params.id);
  },
  checkQuorum: (ctx, { params }) => checkQuorum(ctx, params.id),
};
