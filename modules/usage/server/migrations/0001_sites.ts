import { type Kysely, sql } from 'kysely';

/**
 * What changes with every hit stands in `site_activity`, apart from `site`: those are measurements, written once a second
 * without audit, while every change of a site is an act of somebody and stands in the audit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.site (
      id uuid primary key,
      code bigint not null unique check (code between 1 and 4294967295),
      name text collate "vi-VN-x-icu" not null,
      search text not null,
      kind text not null check (kind in ('portal', 'service_portal', 'app')),
      owner_agency_id uuid not null,
      time_zone text not null,
      state text not null check (state in ('registered', 'embedded', 'receiving', 'interrupted', 'closed')),
      duty_date date,
      created_at timestamptz not null default now()
    );
    create index site_name on usage.site (name, code);
    create index site_owner on usage.site (owner_agency_id);

    create table usage.site_domain (
      site_id uuid not null references usage.site on delete cascade,
      place integer not null,
      domain text not null,
      primary key (site_id, place),
      unique (site_id, domain)
    );

    create table usage.site_activity (
      site_id uuid primary key references usage.site on delete cascade,
      first_hit_at timestamptz not null,
      last_hit_at timestamptz not null
    );
    create index site_activity_last on usage.site_activity (last_hit_at);

    create table usage.visitor_salt (
      site_code bigint not null,
      day date not null,
      salt bytea not null,
      primary key (site_code, day)
    );
    create index visitor_salt_day on usage.visitor_salt (day);

    create table usage.connection_check (
      id uuid primary key,
      site_id uuid not null references usage.site on delete cascade,
      asked_at timestamptz not null,
      done_at timestamptz,
      result jsonb
    );
    create index connection_check_site on usage.connection_check (site_id, asked_at desc);
  `.execute(db);
  // Salts are secrets: who only reads reports must not see them.
  await sql`revoke select on usage.visitor_salt from nhipcau_reports`.execute(db);
}
