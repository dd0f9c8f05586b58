import type { Kysely } from 'kysely';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { OidcProvider } from '../../config/config.ts';
import { publicUrl } from '../../config/public-url.ts';
import type { Platform } from '../../platform.ts';
import { isSecure, readCookie } from '../cookies.ts';
import type { AuthTables } from '../tables.ts';
import { insertToken, takeToken } from '../tokens.repo.ts';

/* OpenID Connect, code flow with PKCE, state and nonce; the browser that comes back must be the one that went. */

type Parts = Pick<Platform, 'config' | 'db' | 'now'>;

const COOKIE = 'nhipcau.outside';
const LIFE_MS = 10 * 60_000;
/** Slower providers are not waited for. */
const PATIENCE_SECONDS = 10;

/** Whom a provider has named: its own name for the person, and the address if it says that it is verified. */
export interface OutsidePerson {
  sub: string;
  verifiedEmail: string | null;
}

const found = new WeakMap<OidcProvider, Promise<Configuration>>();

/** The provider's addresses and keys, discovered once; asked for anew after a failure. */
function configurationOf(provider: OidcProvider): Promise<Configuration> {
  const known = found.get(provider);
  if (known) return known;
  const issuer = new URL(provider.issuer);
  // A provider on this very machine, as in tests, needs no TLS; over a network nothing else is spoken.
  const execute = isThisMachine(issuer) ? [allowInsecureRequests] : [];
  const asked = discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
    execute,
    timeout: PATIENCE_SECONDS,
  });
  found.set(provider, asked);
  asked.catch(() => found.delete(provider));
  return asked;
}

/** Where to send the browser, and the cookie by which it is known when it comes back. `next`: a path of ours. */
export async function leadOutside(
  parts: Parts,
  provider: OidcProvider,
  next: string,
): Promise<{ location: string; cookie: string }> {
  const configuration = await configurationOf(provider);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const nonce = randomNonce();
  const secret = await insertToken(parts.db as Kysely<AuthTables>, {
    purpose: 'outside',
    subject: provider.id,
    data: { verifier, state, nonce, next },
    now: parts.now(),
    lifeMs: LIFE_MS,
  });
  const location = buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(parts, provider),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { location: location.href, cookie: cookieOf(parts, secret, LIFE_MS / 1000) };
}

/**
 * Whom the provider has named, once its answer fits what this browser was sent out with. Null when it does not, came too
 * late, or the person did not want to.
 */
export async function returnFromOutside(
  parts: Parts,
  provider: OidcProvider,
  query: string,
  cookie: string,
): Promise<{ person: OutsidePerson; next: string } | null> {
  const secret = readCookie(cookie, COOKIE);
  const token =
    secret === null ? null : await takeToken(parts.db as Kysely<AuthTables>, 'outside', secret, parts.now());
  if (!token || token.subject !== provider.id) return null;
  const { verifier, state, nonce, next } = token.data as Record<string, string>;
  if (!verifier || !state || !nonce) return null;
  const address = new URL(callbackOf(parts, provider));
  address.search = query;
  try {
    const answer = await authorizationCodeGrant(await configurationOf(provider), address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = answer.claims();
    if (!claims) return null;
    const { sub, email, email_verified: verified } = claims;
    const verifiedEmail = verified === true && typeof email === 'string' ? email.toLowerCase() : null;
    return { person: { sub, verifiedEmail }, next: next ?? '/' };
  } catch {
    // The library tells what does not fit by throwing; to the caller all of it is one answer.
    return null;
  }
}

/** Forgets the browser that came back. */
export function clearOutsideCookie(parts: Pick<Platform, 'config'>): string {
  return cookieOf(parts, '', 0);
}

function cookieOf({ config }: Pick<Platform, 'config'>, secret: string, seconds: number): string {
  // Lax, because the way back begins at the provider.
  const end = isSecure(config) ? '; Secure' : '';
  return `${COOKIE}=${secret}; Max-Age=${seconds}; Path=/api/outside; HttpOnly; SameSite=Lax${end}`;
}

function callbackOf({ config }: Pick<Platform, 'config'>, { id }: OidcProvider): string {
  return `${publicUrl(config)}/api/outside/${id}/back`;
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
