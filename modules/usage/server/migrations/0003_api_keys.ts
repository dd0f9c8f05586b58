import { type Kysely, sql } from 'kysely';

/**
 * Keys with which programs read reports. A key belongs to an agency and reads the sites that this agency owns at the
 * moment (`below`: and those of agencies below it), or only those of them that `site_codes` names. Of the token there is a
 * SHA-256 only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.api_key (
      id uuid primary key,
      name text collate "vi-VN-x-icu" not null,
      agency_id uuid not null,
      below boolean not null,
      site_codes bigint[],
      token_hash bytea not null unique,
      created_by uuid,
      created_at timestamptz not null default now(),
      expires_on date not null,
      revoked_at timestamptz,
      last_used_on date
    );
    create index api_key_agency on usage.api_key (agency_id, id desc) where revoked_at is null;
  `.execute(db);
  await sql`revoke select on usage.api_key from nhipcau_reports`.execute(db);
}
