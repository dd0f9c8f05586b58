import type { FastifyReply } from 'fastify';
import { askForPasskey } from '#platform/server/auth/passkeys/passkeys.ts';
import type { Handlers } from '#platform/server/http/mount.ts';
import type { sessionRoutes } from '../../contract/session.ts';
import type { Session } from '../../contract.ts';
import { wearHat } from '../hats/wear-hat.ts';
import { getSetUp } from '../set-up/load-sample.ts';
import { setUpNode } from '../set-up/set-up-node.ts';
import { getSession } from './get-session.ts';
import type { Opened } from './open-session.ts';
import { signInWithPasskey } from './passkey-sign-in.ts';
import { takeSecondStep } from './second-step.ts';
import { signIn, signOut } from './sign-in.ts';
import { visitOf } from './visit.ts';

export const sessionHandlers: Handlers<typeof sessionRoutes> = {
  getSession: (ctx) => getSession(ctx),
  async signIn(ctx, { body }, { request, reply }) {
    return answer(await signIn(ctx, body, visitOf(request)), reply);
  },
  async takeSecondStep(ctx, { body }, { request, reply }) {
    return answer(await takeSecondStep(ctx, body, visitOf(request)), reply);
  },
  askForPasskey: async (ctx) => ({ ...(await askForPasskey(ctx.platform)) }),
  async signInWithPasskey(ctx, { body }, { request, reply }) {
    return answer(await signInWithPasskey(ctx, body, visitOf(request)), reply);
  },
  async signOut(ctx, _input, { request, reply }) {
    void reply.header('set-cookie', await signOut(ctx, request.headers.cookie ?? ''));
    return await getSession({ ...ctx, actor: { kind: 'anonymous' } });
  },
  async setUp(ctx, { body }, { request, reply }) {
    await setUpNode(ctx, body);
    const { email, password } = body.administrator;
    return answer(await signIn(ctx, { email, password }, visitOf(request)), reply);
  },
  async wearHat(ctx, { body }) {
    const actor = await wearHat(ctx, body);
    return await getSession({ ...ctx, actor });
  },
  getSetUp: (ctx) => getSetUp(ctx),
};

/** Sets the cookies of a sign-in, and answers as `GET /api/session` would with them. */
export function answer({ cookies, session }: Opened, reply: FastifyReply): Session {
  void reply.header('set-cookie', cookies);
  return session;
}
