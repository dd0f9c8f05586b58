import { type Kysely, sql } from 'kysely';

/** Accounts, their passwords and sessions. The shape is asked for by the library behind `platform/server/auth`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.auth_account (
      id uuid primary key,
      name text not null,
      email text not null unique check (email = lower(email)),
      email_verified boolean not null default false,
      image text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create table platform.auth_credential (
      id uuid primary key,
      account_id uuid not null references platform.auth_account on delete cascade,
      provider text not null,
      provider_account text not null,
      password text,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (provider, provider_account)
    );
    create index auth_credential_account on platform.auth_credential (account_id);
    create table platform.auth_session (
      id uuid primary key,
      account_id uuid not null references platform.auth_account on delete cascade,
      token text not null unique,
      address text,
      agent text,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index auth_session_account on platform.auth_session (account_id);
    create table platform.auth_verification (
      id uuid primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index auth_verification_identifier on platform.auth_verification (identifier);
  `.execute(db);
  // Reports never need to know who can prove what.
  await sql`revoke all on platform.auth_account, platform.auth_credential, platform.auth_session,
    platform.auth_verification from nhipcau_reports`.execute(db);
}
