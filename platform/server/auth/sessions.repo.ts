import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuthTables } from './tables.ts';

type Db = Kysely<AuthTables> | Transaction<AuthTables>;
type Trx = Transaction<AuthTables>;

export interface NewSession {
  accountId: string;
  token: string;
  address: string;
  agent: string;
  /** How the person proved who they are: `password`, `password+code`, `passkey`, `oidc:NAME`. */
  method: string;
  now: Date;
  expiresAt: Date;
}

export interface SessionRow {
  id: string;
  accountId: string;
  address: string | null;
  agent: string | null;
  method: string;
  createdAt: Date;
  /** Within ten minutes of the truth: reading does not write each time. */
  seenAt: Date;
}

export async function insertSession(trx: Trx, session: NewSession): Promise<string> {
  const id = uuidv7();
  await trx
    .insertInto('platform.auth_session')
    .values({
      id,
      account_id: session.accountId,
      token: session.token,
      address: session.address,
      agent: session.agent,
      method: session.method,
      expires_at: session.expiresAt,
      created_at: session.now,
      updated_at: session.now,
    })
    .execute();
  return id;
}

/** Sessions in force of an account, the one used last first. */
export async function listSessions(db: Db, accountId: string, now: Date, limit: number): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('platform.auth_session')
    .select(['id', 'account_id', 'address', 'agent', 'method', 'created_at', 'updated_at'])
    .where('expires_at', '>', now)
    .where('account_id', '=', accountId)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    address: row.address,
    agent: row.agent,
    method: row.method,
    createdAt: row.created_at,
    seenAt: row.updated_at,
  }));
}

/** Sessions in force of all accounts, newest first, opened before the session `before`. */
export async function listAllSessions(db: Db, now: Date, before: string | null, limit: number) {
  const rows = await db
    .selectFrom('platform.auth_session as session')
    .innerJoin('platform.auth_account as account', 'account.id', 'session.account_id')
    .select(['session.id', 'account.id as accountId', 'account.email', 'session.address', 'session.agent'])
    .select(['session.method', 'session.created_at as createdAt', 'session.updated_at as seenAt'])
    .where('session.expires_at', '>', now)
    .$if(before !== null, (query) => query.where('session.id', '<', before as string))
    .orderBy('session.id', 'desc')
    .limit(limit)
    .execute();
  return rows;
}

/** Ends one session; answers whose it was, null when there is none. With `accountId`: only one of this account. */
export async function deleteSession(trx: Trx, id: string, accountId: string | null): Promise<string | null> {
  const row = await trx
    .deleteFrom('platform.auth_session')
    .where('id', '=', id)
    .$if(accountId !== null, (query) => query.where('account_id', '=', accountId as string))
    .returning('account_id')
    .executeTakeFirst();
  return row?.account_id ?? null;
}

/** Ends all sessions of an account but one; answers how many. */
export async function deleteSessions(trx: Trx, accountId: string, but: string | null = null): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('platform.auth_session')
    .where('account_id', '=', accountId)
    .$if(but !== null, (query) => query.where('id', '!=', but as string))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function findSessionStart(db: Db, id: string): Promise<Date | null> {
  const row = await db.selectFrom('platform.auth_session').select('created_at').where('id', '=', id).executeTakeFirst();
  return row?.created_at ?? null;
}

export async function deleteOldSessions(db: Db, now: Date): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- what has run out is nobody's any more
  await db.deleteFrom('platform.auth_session').where('expires_at', '<=', now).execute();
}
