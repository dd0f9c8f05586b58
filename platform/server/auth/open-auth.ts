import { betterAuth } from 'better-auth';
import { generateRandomString, makeSignature, verifyPassword } from 'better-auth/crypto';
import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '../../errors.ts';
import { publicUrl } from '../config/public-url.ts';
import type { Platform } from '../platform.ts';
import { findByEmail, findPasswordHash, insertAccounts } from './accounts.repo.ts';
import type { Auth } from './auth.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from './password/hash.ts';
import { deleteSessions, insertSession } from './sessions.repo.ts';
import type { AuthTables } from './tables.ts';

/** A session that is not used for so long ends, in seconds. */
const SESSION_LIFE = 12 * 60 * 60;
/** Using a session prolongs it at most this often, in seconds, so that reading does not write each time. */
const PROLONG_EVERY = 10 * 60;
const TOKEN_LENGTH = 32;

type Parts = Pick<Platform, 'config' | 'secrets' | 'db'>;

const opened = new WeakMap<object, Auth>();

/** Sign-in over the tables of `platform`. One for each database, however often it is asked for. */
export function openAuth(parts: Parts): Auth {
  const known = opened.get(parts.db);
  if (known) return known;
  const auth = makeAuth(parts, libraryFor(parts));
  opened.set(parts.db, auth);
  return auth;
}

/** The hash of nothing anybody knows: checking against it takes as long as against a real one. */
let nobodysHash: Promise<string> | null = null;

function makeAuth({ db: anyDb, secrets }: Parts, library: ReturnType<typeof libraryFor>): Auth {
  const db = anyDb as Kysely<AuthTables>;
  return {
    async findSession(cookie) {
      const found = await library.api.getSession({ headers: new Headers({ cookie }) });
      return found && { accountId: found.user.id, sessionId: found.session.id, method: found.session.method };
    },
    async checkPassword(email, password) {
      // Both are at hand before it shows whether there is an account: one check of one hash follows in every case.
      const account = await findByEmail(db, email);
      const nobodys = await (nobodysHash ??= hashPassword(generateRandomString(TOKEN_LENGTH)));
      const hash = account?.passwordHash ?? nobodys;
      const fits = await verifyPassword({ hash, password });
      return fits && account !== null && account.passwordHash !== null ? account.id : null;
    },
    async isPassword(accountId, password) {
      const hash = await findPasswordHash(db, accountId);
      return hash !== null && (await verifyPassword({ hash, password }));
    },
    async openSession(trx, accountId, method, from) {
      const now = new Date();
      const token = generateRandomString(TOKEN_LENGTH);
      const expiresAt = new Date(now.getTime() + SESSION_LIFE * 1000);
      const agent = from.agent.slice(0, AGENT_MAX);
      const session = { accountId, token, address: from.address, agent, method, now, expiresAt };
      await insertSession(trx as Transaction<AuthTables>, session);
      const { name, attributes } = (await library.$context).authCookies.sessionToken;
      const value = encodeURIComponent(`${token}.${await makeSignature(token, secrets.sessionSecret)}`);
      // It ends with the browser, the session behind it after 12 h without use: computers of offices are shared.
      return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`;
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
    async endSessions(accountId) {
      await db.transaction().execute((trx) => deleteSessions(trx, accountId));
    },
  };
}

/** What a browser calls itself may be of any length. */
const AGENT_MAX = 400;

function libraryFor({ config, secrets, db }: Parts) {
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
      additionalFields: { method: { type: 'string', required: true, input: false } },
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
      database: { generateId: () => uuidv7(), validateSchema: false },
    },
  });
}
