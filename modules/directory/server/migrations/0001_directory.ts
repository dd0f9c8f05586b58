import { type Kysely, sql } from 'kysely';

/**
 * Everything about an agency that may change is a row with its days: names, codes, parents. The database itself refuses
 * two at a time, so that "as it was on that day" has one answer. The indexes of these refusals are over the identifiers
 * as texts on purpose: over the columns themselves the planner would also take them to look rows up, and there they were
 * measured seventy times slower than the plain index beside them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists btree_gist schema platform;
    create extension if not exists pg_trgm schema platform;
    -- An administrator may have put the extensions elsewhere before us.
    set local search_path = directory, platform, public;

    create table directory.agency (
      id uuid primary key,
      kind text not null,
      level text not null check (level in ('central', 'province', 'district', 'commune')),
      sort integer not null default 0,
      longitude double precision,
      latitude double precision,
      area_km2 double precision,
      valid_from date,
      valid_to date,
      check (valid_from < valid_to)
    );
    create table directory.agency_name (
      id uuid primary key,
      agency_id uuid not null references directory.agency,
      name text collate "vi-VN-x-icu" not null,
      short_name text collate "vi-VN-x-icu" not null,
      search text not null,
      valid_from date,
      valid_to date,
      check (valid_from < valid_to),
      constraint agency_name_once exclude using gist ((agency_id::text) with =, daterange(valid_from, valid_to) with &&)
    );
    create index agency_name_agency on directory.agency_name (agency_id);
    create index agency_name_search on directory.agency_name using gin (search gin_trgm_ops);
    create index agency_name_order on directory.agency_name (name, agency_id);

    create table directory.agency_code (
      id uuid primary key,
      agency_id uuid not null references directory.agency,
      system text not null check (system in ('eid', 'eid_old', 'statistics', 'portal')),
      code text not null,
      sample boolean not null default false,
      valid_from date,
      valid_to date,
      check (valid_from < valid_to),
      constraint agency_code_once exclude using gist ((agency_id::text) with =, system with =, daterange(valid_from, valid_to) with &&),
      constraint agency_code_unique exclude using gist (system with =, code with =, daterange(valid_from, valid_to) with &&)
    );
    create index agency_code_agency on directory.agency_code (agency_id);
    create index agency_code_prefix on directory.agency_code (code text_pattern_ops);

    create table directory.agency_parent (
      id uuid primary key,
      agency_id uuid not null references directory.agency,
      parent_id uuid not null references directory.agency,
      valid_from date,
      valid_to date,
      check (valid_from < valid_to),
      check (agency_id <> parent_id),
      constraint agency_parent_once exclude using gist ((agency_id::text) with =, daterange(valid_from, valid_to) with &&)
    );
    create index agency_parent_agency on directory.agency_parent (agency_id);
    create index agency_parent_below on directory.agency_parent (parent_id);

    create table directory.agency_link (
      id uuid primary key,
      from_agency_id uuid not null references directory.agency,
      to_agency_id uuid not null references directory.agency,
      kind text not null check (kind in ('merge', 'split', 'transfer', 'rename')),
      day date not null,
      legal_basis text not null,
      guessed boolean not null,
      check (from_agency_id <> to_agency_id),
      unique (from_agency_id, to_agency_id, day)
    );
    create index agency_link_to on directory.agency_link (to_agency_id);

    create table directory.person (
      id uuid primary key,
      name text collate "vi-VN-x-icu" not null,
      given_name text collate "vi-VN-x-icu" not null,
      search text not null,
      email text check (email = lower(email)),
      phone text,
      created_at timestamptz not null default now()
    );
    create unique index person_email on directory.person (email);
    create index person_search on directory.person using gin (search gin_trgm_ops);
    create index person_order on directory.person (given_name, name, id);

    create table directory.account_person (
      account_id uuid primary key,
      person_id uuid not null unique references directory.person
    );

    create table directory.position (
      id uuid primary key,
      name text collate "vi-VN-x-icu" not null unique,
      rank integer not null
    );

    create table directory.assignment (
      id uuid primary key,
      person_id uuid not null references directory.person,
      agency_id uuid not null references directory.agency,
      position_id uuid not null references directory.position,
      is_primary boolean not null,
      acting boolean not null,
      valid_from date not null,
      valid_to date,
      check (valid_from < valid_to),
      constraint assignment_once exclude using gist
        ((person_id::text) with =, (agency_id::text) with =, (position_id::text) with =, daterange(valid_from, valid_to) with &&),
      constraint assignment_primary_once exclude using gist
        ((person_id::text) with =, daterange(valid_from, valid_to) with &&) where (is_primary)
    );
    create index assignment_person on directory.assignment (person_id);
    create index assignment_agency on directory.assignment (agency_id);

    create table directory.role (
      id uuid primary key,
      code text not null unique,
      name text not null,
      description text not null,
      permissions text[] not null
    );
    create table directory.role_grant (
      id uuid primary key,
      person_id uuid not null references directory.person,
      assignment_id uuid references directory.assignment,
      role_id uuid not null references directory.role,
      scope text not null check (scope in ('unit', 'below', 'node')),
      agency_id uuid references directory.agency,
      valid_from date not null,
      valid_to date,
      check (valid_from < valid_to),
      check ((scope = 'node') = (agency_id is null))
    );
    create index role_grant_person on directory.role_grant (person_id);
    create index role_grant_role on directory.role_grant (role_id);
  `.execute(db);
}
