import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '../../errors.ts';
import { publicUrl } from '../config/public-url.ts';
import type { Platform } from '../platform.ts';
import { type AuthTables, deleteSessions, insertAccounts } from './accounts.repo.ts';
import type { Auth } from './auth.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from './password/hash.ts';

/** A session that is not used for so long ends, in seconds. */
const SESSION_LIFE = 12 * 60 * 60;
/** Using a session prolongs it at most this often, in seconds, so that reading does not write each time. */
const PROLONG_EVERY = 10 * 60;

const opened = new WeakMap<object, Auth>();

/** Sign-in over the tables of `platform`. One for each database, however often it is asked for. */
export function openAuth(parts: Pick<Platform, 'config' | 'secrets' | 'db'>): Auth {
  const known = opened.get(parts.db);
  if (known) return known;
  const auth = makeAuth(parts.db, libraryFor(parts));
  opened.set(parts.db, auth);
  return auth;
}

function makeAuth(db: Kysely<AuthTables>, library: ReturnType<typeof libraryFor>): Auth {
  return {
    async findSession(cookie) {
      const found = await library.api.getSession({ headers: new Headers({ cookie }) });
      return found ? { accountId: found.user.id, sessionId: found.session.id } : null;
    },
    async signIn(email, password, from) {
      try {
        const { headers, response } = await library.api.signInEmail({
          body: { email, password },
          headers: new Headers({ 'x-nhipcau-address': from.address, 'user-agent': headerText(from.agent) }),
          returnHeaders: true,
        });
        return { cookies: headers.getSetCookie().map(forThisBrowserOnly), accountId: response.user.id };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async signOut(cookie) {
      const { headers } = await library.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return headers.getSetCookie();
    },
    async createAccount(email, name, password) {
      const account = { email, name, passwordHash: await hashPassword(password) };
      const [id] = await db.transaction().execute((trx) => insertAccounts(trx, [account]));
      if (!id) throw platformErrors.fail('platform.conflict', { detail: `The address ${email} has an account.` });
      return id;
    },
    endSessions: (accountId) => deleteSessions(db, accountId),
  };
}

/**
 * The cookie ends with the browser, the session behind it after 12 h without use: computers of offices are shared.
 * The library would give the cookie a fixed end instead, which use does not move.
 */
function forThisBrowserOnly(cookie: string): string {
  return cookie.replace(/; Max-Age=[1-9]\d*/i, '');
}

/** What a browser calls itself may hold anything; a header may not. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 400);
}

function libraryFor({ config, secrets, db }: Pick<Platform, 'config' | 'secrets' | 'db'>) {
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false;
  return betterAuth({
    appName: 'Nhịp Cầu',
    baseURL: publicUrl(config),
    secret: secrets.sessionSecret,
    database: { db, type: 'postgres', schemaName: 'platform', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    // We call the library in the program only, and count attempts ourselves.
    rateLimit: { enabled: false },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_LIFE,
      updateAge: PROLONG_EVERY,
      fields: {
        userId: 'account_id',
        ipAddress: 'address',
        userAgent: 'agent',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'auth_account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_credential',
      fields: {
        userId: 'account_id',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: 'nhipcau',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-nhipcau-address'] },
      database: { generateId: () => uuidv7(), validateSchema: false },
    },
  });
}
