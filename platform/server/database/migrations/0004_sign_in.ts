import { type Kysely, sql } from 'kysely';

/** Second factors, single-use tokens, and the count of failed tries. Nothing here can be used by who only reads it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table platform.auth_session add column method text not null default 'password';
    create table platform.auth_token (
      id uuid primary key,
      purpose text not null,
      hash bytea not null unique,
      subject text not null,
      data jsonb not null,
      tries integer not null default 0,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index auth_token_subject on platform.auth_token (purpose, subject);
    create index auth_token_life on platform.auth_token (expires_at);
    create table platform.auth_totp (
      account_id uuid primary key references platform.auth_account on delete cascade,
      sealed bytea not null,
      last_step bigint not null,
      created_at timestamptz not null
    );
    create table platform.auth_recovery_code (
      account_id uuid not null references platform.auth_account on delete cascade,
      hash bytea not null,
      primary key (account_id, hash)
    );
    create table platform.auth_passkey (
      id uuid primary key,
      account_id uuid not null references platform.auth_account on delete cascade,
      name text not null,
      credential text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      created_at timestamptz not null,
      used_at timestamptz
    );
    create index auth_passkey_account on platform.auth_passkey (account_id);
    -- A crash may forget it: then a guesser begins anew, and nothing else.
    create unlogged table platform.auth_try (
      key bytea primary key,
      count integer not null,
      since timestamptz not null
    );
    create index auth_try_since on platform.auth_try (since);
    revoke all on platform.auth_token, platform.auth_totp, platform.auth_recovery_code, platform.auth_passkey,
      platform.auth_try from nhipcau_reports;
  `.execute(db);
}
