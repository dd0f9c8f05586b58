import { type Kysely, sql } from 'kysely';

/**
 * Goals of sites: what a visit should lead to, in versions with dates, so that a change of the definition leaves the
 * figures of the time before as they were. And the procedures that an agency publishes, until their own module keeps them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.goal (
      id uuid primary key,
      site_id uuid not null references usage.site on delete cascade,
      number bigint not null check (number between 1 and 4294967295),
      created_by text not null,
      created_at timestamptz not null,
      unique (site_id, number)
    );

    create table usage.goal_version (
      goal_id uuid not null references usage.goal on delete cascade,
      version integer not null,
      name text collate "vi-VN-x-icu" not null,
      kind text not null check (kind in ('page', 'event', 'service', 'manual')),
      match text not null check (match in ('contains', 'exact', 'begins')),
      pattern text not null,
      from_day date not null,
      to_day date,
      primary key (goal_id, version),
      check (to_day >= from_day)
    );

    create table usage.service (
      id uuid primary key,
      agency_id uuid not null,
      code text not null,
      name text collate "vi-VN-x-icu" not null,
      source text not null,
      added_by text not null,
      added_at timestamptz not null,
      unique (agency_id, code)
    );
    create index service_code on usage.service (code);
  `.execute(db);
}
