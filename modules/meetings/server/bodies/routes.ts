import type { Handlers } from '#platform/server/http/mount.ts';
import type { bodyRoutes } from '../../contract/bodies.ts';
import { endBody } from './end-body.ts';
import { foundBody } from './found-body.ts';
import { getBody } from './get-body.ts';
import { listBodies } from './list-bodies.ts';
import { reformBody } from './reform-body.ts';
import { rulesPresets } from './rules-presets.ts';
import { setBodyRules } from './set-body-rules.ts';

export const bodyHandlers: Handlers<typeof bodyRoutes> = {
  listBodies: (ctx, { query }) => listBodies(ctx, query),
  listRulesPresets: async () => ({ rows: [...rulesPresets] }),
  getBody: (ctx, { params, query }) => getBody(ctx, params.id, query.asOf),
  foundBody: async (ctx, { body }) => await getBody(ctx, await foundBody(ctx, body), body.effectiveOn),
  async reformBody(ctx, { params, body }) {
    await reformBody(ctx, params.id, body);
    return await getBody(ctx, params.id, body.effectiveOn);
  },
  async setBodyRules(ctx, { params, body }) {
    await setBodyRules(ctx, params.id, body);
    return await getBody(ctx, params.id, body.from);
  },
  async endBody(ctx, { params, body }) {
    await endBody(ctx, params.id, body);
    return await getBody(ctx, params.id);
  },
};
