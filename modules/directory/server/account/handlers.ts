import { requirePerson } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Handlers } from '#platform/server/http/mount.ts';
import type { accountRoutes } from '../../contract/account.ts';
import type { Account } from '../../contract.ts';
import { findActor } from '../roles/rights.ts';
import { answer } from '../session/handlers.ts';
import { visitOf } from '../session/visit.ts';
import { acceptInvitation, lookAtInvitation } from './accept-invitation.ts';
import { addPasskey, offerPasskey } from './add-passkey.ts';
import { askReset } from './ask-reset.ts';
import { removePasskey, renamePasskey } from './change-passkey.ts';
import { changePassword } from './change-password.ts';
import { confirmTotp } from './confirm-totp.ts';
import { endOtherSessions, endOwnSession } from './end-sessions.ts';
import { getAccount } from './get-account.ts';
import { invite } from './invite.ts';
import { offerTotp } from './offer-totp.ts';
import { removeTotp } from './remove-totp.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { lookAtReset, resetPassword } from './reset-password.ts';

export const accountHandlers: Handlers<typeof accountRoutes> = {
  getAccount: (ctx) => getAccount(ctx),
  async changePassword(ctx, { body }, { request }) {
    await changePassword(ctx, body, visitOf(request));
    return await accountNow(ctx);
  },
  offerTotp: (ctx, { body }, { request }) => offerTotp(ctx, body.proof, visitOf(request)),
  confirmTotp: (ctx, { body }) => confirmTotp(ctx, body.code),
  async removeTotp(ctx, { body }, { request }) {
    await removeTotp(ctx, body.proof, visitOf(request));
    return await accountNow(ctx);
  },
  renewRecoveryCodes: (ctx, { body }, { request }) => renewRecoveryCodes(ctx, body.proof, visitOf(request)),
  offerPasskey: async (ctx, { body }, { request }) => ({
    ...(await offerPasskey(ctx, body.proof, visitOf(request))),
  }),
  async addPasskey(ctx, { body }) {
    await addPasskey(ctx, body);
    return await accountNow(ctx);
  },
  async renamePasskey(ctx, { params, body }) {
    await renamePasskey(ctx, params.id, body.name);
    return await accountNow(ctx);
  },
  async removePasskey(ctx, { params, body }, { request }) {
    await removePasskey(ctx, params.id, body.proof, visitOf(request));
    return await accountNow(ctx);
  },
  async endOwnSession(ctx, { params }) {
    await endOwnSession(ctx, params.id);
    return await accountNow(ctx);
  },
  async endOtherSessions(ctx) {
    await endOtherSessions(ctx);
    return await accountNow(ctx);
  },
  async askReset(ctx, { body }, { request }) {
    await askReset(ctx, body.email, visitOf(request));
    return {};
  },
  lookAtReset: (ctx, { body }) => lookAtReset(ctx, body.token),
  async reset(ctx, { body }, { request, reply }) {
    return answer(await resetPassword(ctx, body, visitOf(request)), reply);
  },
  lookAtInvitation: (ctx, { body }) => lookAtInvitation(ctx, body.token),
  async acceptInvitation(ctx, { body }, { request, reply }) {
    return answer(await acceptInvitation(ctx, body, visitOf(request)), reply);
  },
  invite: async (ctx, { params }) => ({ expiresAt: (await invite(ctx, params.id)).toISOString() }),
};

/** The account after a change, which may have lifted or set the duty to enrol. */
async function accountNow(ctx: Context): Promise<Account> {
  const { accountId, sessionId, method = 'password' } = requirePerson(ctx);
  const actor = await findActor(ctx.platform, { accountId, sessionId, method });
  return await getAccount(actor ? { ...ctx, actor } : ctx);
}
