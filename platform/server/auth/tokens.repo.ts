import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuthTables } from './tables.ts';

type Db = Kysely<AuthTables> | Transaction<AuthTables>;
type Trx = Transaction<AuthTables>;

/** What a token is for. One of one purpose never passes as another. */
export type TokenPurpose = 'invitation' | 'reset' | 'second_step' | 'totp' | 'passkey_add' | 'passkey_use' | 'outside';

export interface Token {
  id: string;
  /** For whom: an account or a person. */
  subject: string;
  data: Record<string, unknown>;
  expiresAt: Date;
}

export interface NewToken {
  purpose: TokenPurpose;
  subject: string;
  data?: Record<string, unknown>;
  now: Date;
  lifeMs: number;
  /** Given by a protocol that makes its own random text, as WebAuthn its challenge; else one is made. */
  secret?: string;
}

const SECRET_BYTES = 32;

/** Makes a single-use secret; only its hash is kept. Answers the secret, for the one who shall have it. */
export async function insertToken(db: Db, given: NewToken): Promise<string> {
  const secret = given.secret ?? randomBytes(SECRET_BYTES).toString('base64url');
  // oxlint-disable-next-line nhipcau/guarded-writes -- a challenge to a passkey changes nothing; the verbs that make tokens say so in their audit
  await db
    .insertInto('platform.auth_token')
    .values({
      id: uuidv7(),
      purpose: given.purpose,
      hash: hashOf(secret),
      subject: given.subject,
      data: JSON.stringify(given.data ?? {}),
      created_at: given.now,
      expires_at: new Date(given.now.getTime() + given.lifeMs),
    })
    .execute();
  return secret;
}

/** The token behind a secret while it holds; it stays. */
export async function findToken(db: Db, purpose: TokenPurpose, secret: string, now: Date): Promise<Token | null> {
  const row = await db
    .selectFrom('platform.auth_token')
    .selectAll()
    .where('hash', '=', hashOf(secret))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { id: row.id, subject: row.subject, data: row.data, expiresAt: row.expires_at } : null;
}

/** Uses a token up: of two that come at once, one gets it. */
export async function takeToken(db: Db, purpose: TokenPurpose, secret: string, now: Date): Promise<Token | null> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- used up before anybody is signed in; what it led to is told
  const row = await db
    .deleteFrom('platform.auth_token')
    .where('hash', '=', hashOf(secret))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return row ? { id: row.id, subject: row.subject, data: row.data, expiresAt: row.expires_at } : null;
}

/** Counts a try against a token, before it is judged. Answers which try this is; null when there is no such token. */
export async function countTry(db: Db, id: string): Promise<number | null> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a try counts whatever becomes of it
  const row = await db
    .updateTable('platform.auth_token')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries ?? null;
}

export async function deleteTokens(trx: Trx, purpose: TokenPurpose, subject: string): Promise<void> {
  await trx.deleteFrom('platform.auth_token').where('purpose', '=', purpose).where('subject', '=', subject).execute();
}

/** When this subject was last given a token of this purpose, if that is still there. */
export async function findTokenStart(db: Db, purpose: TokenPurpose, subject: string): Promise<Date | null> {
  const row = await db
    .selectFrom('platform.auth_token')
    .select('created_at')
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

/** For whom there is an open token with these data, e.g. an invitation to an address. */
export async function findSubjectByData(
  db: Db,
  purpose: TokenPurpose,
  data: Record<string, string>,
  now: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('platform.auth_token')
    .select('subject')
    .where('purpose', '=', purpose)
    .where(sql<boolean>`data @> ${JSON.stringify(data)}::jsonb`)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return row?.subject ?? null;
}

export async function deleteOldTokens(db: Db, now: Date): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- what has run out is nobody's any more
  await db.deleteFrom('platform.auth_token').where('expires_at', '<=', now).execute();
}

/** 256 random bits need no slow hash; and looking a hash up tells nothing by its time. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
