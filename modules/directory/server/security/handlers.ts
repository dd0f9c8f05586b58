import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Handlers } from '#platform/server/http/mount.ts';
import type { securityRoutes } from '../../contract/security.ts';
import { permissionsOf } from '../roles/reach.ts';
import { endSession } from './end-session.ts';
import { listRefusals } from './list-refusals.ts';
import { listRights } from './list-rights.ts';
import { listSessions } from './list-sessions.ts';
import { copyMailLink, listMails, retryMail } from './mails.ts';
import { setRoleSecondFactor } from './set-role-second-factor.ts';

export const securityHandlers: Handlers<typeof securityRoutes> = {
  listSessions: (ctx, { query }) => listSessions(ctx, query),
  async endSession(ctx, { params }) {
    await endSession(ctx, params.id);
    return {};
  },
  listRefusals: (ctx, { query }) => listRefusals(ctx, query),
  listRights: (ctx, { query }) => listRights(ctx, query),
  async listPermissions(ctx) {
    requirePermission(ctx, 'directory.security.inspect', null);
    return { rows: permissionsOf(ctx.platform).toSorted() };
  },
  async setRoleSecondFactor(ctx, { params, body }) {
    await setRoleSecondFactor(ctx, params.id, body.secondFactor);
    return {};
  },
  listMails: (ctx, { query }) => listMails(ctx, query),
  async retryMail(ctx, { params }) {
    await retryMail(ctx, params.id);
    return {};
  },
  copyMailLink: async (ctx, { params }) => ({ link: await copyMailLink(ctx, params.id) }),
};
