import { type Kysely, sql } from 'kysely';

/** Hits that were not counted, by site, day and reason. Collectors add to it; nobody is named in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.set_aside (
      site_id uuid not null references usage.site on delete cascade,
      day date not null,
      reason text not null,
      count bigint not null,
      last_at timestamptz not null,
      primary key (site_id, day, reason)
    );
    create index set_aside_day on usage.set_aside (day);
  `.execute(db);
}
