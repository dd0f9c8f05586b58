import type { Handlers } from '#platform/server/http/mount.ts';
import type { reorganisationRoutes } from '../../contract/reorganisations.ts';
import { applyReorganisation, withdrawReorganisation } from './apply-reorganisation.ts';
import { changeMoves } from './change-moves.ts';
import { changeReorganisation, discardReorganisation } from './change-reorganisation.ts';
import { createReorganisation } from './create-reorganisation.ts';
import { decideMove } from './decide-move.ts';
import { getReorganisation } from './get-reorganisation.ts';
import { listReorganisations } from './list-reorganisations.ts';
import { previewReorganisation } from './preview-reorganisation.ts';
import { proposeMoves } from './propose-moves.ts';
import { revertReorganisation } from './revert-reorganisation.ts';

/** Verbs that change a reorganisation answer with it as it stands then. */
export const reorganisationHandlers: Handlers<typeof reorganisationRoutes> = {
  listReorganisations: (ctx, { query }) => listReorganisations(ctx, query),
  createReorganisation: async (ctx, { body }) => await getReorganisation(ctx, await createReorganisation(ctx, body)),
  getReorganisation: (ctx, { params }) => getReorganisation(ctx, params.id),
  async changeReorganisation(ctx, { params, body }) {
    await changeReorganisation(ctx, params.id, body);
    return await getReorganisation(ctx, params.id);
  },
  async discardReorganisation(ctx, { params }) {
    await discardReorganisation(ctx, params.id);
    return params;
  },
  async changeMoves(ctx, { params, body }) {
    await changeMoves(ctx, params.id, body);
    return await getReorganisation(ctx, params.id);
  },
  proposeMoves: async (ctx, { params }) => ({ proposals: await proposeMoves(ctx, params.id) }),
  async previewReorganisation(ctx, { params }) {
    const effects = await previewReorganisation(ctx, params.id);
    return { reorganisation: await getReorganisation(ctx, params.id), effects };
  },
  async applyReorganisation(ctx, { params, body }) {
    await applyReorganisation(ctx, params.id, body.version);
    return await getReorganisation(ctx, params.id);
  },
  async withdrawReorganisation(ctx, { params }) {
    await withdrawReorganisation(ctx, params.id);
    return await getReorganisation(ctx, params.id);
  },
  async revertReorganisation(ctx, { params }) {
    await revertReorganisation(ctx, params.id);
    return await getReorganisation(ctx, params.id);
  },
  async decideMove(ctx, { params, body }) {
    await decideMove(ctx, params.id, params.moveId, body.toId);
    return await getReorganisation(ctx, params.id);
  },
};
