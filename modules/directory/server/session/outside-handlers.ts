import { platformErrors } from '#platform/errors.ts';
import { clearOutsideCookie, leadOutside } from '#platform/server/auth/outside/openid.ts';
import type { OidcProvider } from '#platform/server/config/config.ts';
import type { Context } from '#platform/server/context.ts';
import type { Handlers } from '#platform/server/http/mount.ts';
import type { outsideRoutes } from '../../contract/outside.ts';
import { signInFromOutside } from './outside-sign-in.ts';
import { visitOf } from './visit.ts';

export const outsideHandlers: Handlers<typeof outsideRoutes> = {
  async goOutside(ctx, { params, query }, { reply }) {
    const provider = requireProvider(ctx, params.provider);
    try {
      const { location, cookie } = await leadOutside(ctx.platform, provider, ownPath(query.next));
      void reply.header('set-cookie', cookie).redirect(location);
    } catch (error) {
      ctx.platform.log.warn({ err: error, provider: provider.id }, 'outside provider not reached');
      void reply.redirect('/sign-in#outside-away');
    }
    return null;
  },
  async returnFromOutside(ctx, { params }, { request, reply }) {
    const provider = requireProvider(ctx, params.provider);
    const query = request.url.slice(request.url.indexOf('?'));
    const entered = await signInFromOutside(ctx, provider, query, visitOf(request));
    const cookies = [clearOutsideCookie(ctx.platform), ...(entered?.opened.cookies ?? [])];
    void reply.header('set-cookie', cookies).redirect(wayOn(entered));
    return null;
  },
};

function wayOn(entered: Awaited<ReturnType<typeof signInFromOutside>>): string {
  if (!entered) return '/sign-in#outside';
  const { step } = entered.opened.session;
  if (step)
    return `/sign-in?next=${encodeURIComponent(entered.next)}#step-${step.code ? 'code' : ''}${step.passkey ? 'passkey' : ''}`;
  return entered.next;
}

function requireProvider({ platform }: Context, id: string): OidcProvider {
  const provider = platform.config.OIDC_PROVIDERS.find((candidate) => candidate.id === id);
  if (!provider) throw platformErrors.fail('platform.not_found');
  return provider;
}

/** A path of ours, never another site. */
function ownPath(wanted = '/'): string {
  const base = 'http://own.invalid';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search } = new URL(wanted, base);
  return origin === base ? pathname + search : '/';
}
