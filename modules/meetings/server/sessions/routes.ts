import type { Handlers } from '#platform/server/http/mount.ts';
import type { sessionRoutes } from '../../contract/sessions.ts';
import { cancelSession } from './cancel-session.ts';
import { changeSession } from './change-session.ts';
import { closeSession } from './close-session.ts';
import { createSession } from './create-session.ts';
import { listSessions } from './list-sessions.ts';
import { openSession } from './open-session.ts';
import { pauseSession } from './pause-session.ts';
import { getSession } from './view.ts';

export const sessionHandlers: Handlers<typeof sessionRoutes> = {
  listSessions: (ctx, { query }) => listSessions(ctx, query),
  getSession: (ctx, { params }) => getSession(ctx, params.id),
  createSession: async (ctx, { body }) => await getSession(ctx, await createSession(ctx, body)),
  async changeSession(ctx, { params, body }) {
    await changeSession(ctx, params.id, body);
    return await getSession(ctx, params.id);
  },
  async openSession(ctx, { params }) {
    await openSession(ctx, params.id);
    return await getSession(ctx, params.id);
  },
  async pauseSession(ctx, { params }) {
    await pauseSession(ctx, params.id, 'pause');
    return await getSession(ctx, params.id);
  },
  async resumeSession(ctx, { params }) {
    await pauseSession(ctx, params.id, 'resume');
    return await getSession(ctx, params.id);
  },
  async closeSession(ctx, { params }) {
    await closeSession(ctx, params.id);
    return await getSession(ctx, params.id);
  },
  async cancelSession(ctx, { params, body }) {
    await cancelSession(ctx, params.id, body);
    return await getSession(ctx, params.id);
  },
};
