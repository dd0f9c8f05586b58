import { type Kysely, sql } from 'kysely';

/**
 * `rhythm`: how many people and hits a site usually gets in each hour of the week (168, from Monday 00:00 in its zone), with
 * `level`, how its last week stood to that. `interruption`: times without hits in which the rhythm expected some. At most
 * one is open for a site. `filled_at`: hits of that time came later, e.g. from a log; it counts no more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.rhythm (
      site_id uuid primary key references usage.site on delete cascade,
      learned_at timestamptz not null,
      hours integer not null,
      level double precision not null,
      people double precision[] not null check (cardinality(people) = 168),
      hits double precision[] not null check (cardinality(hits) = 168),
      bots double precision[] not null check (cardinality(bots) = 168)
    );

    create table usage.interruption (
      id uuid primary key,
      site_id uuid not null references usage.site on delete cascade,
      started_at timestamptz not null,
      ended_at timestamptz,
      missed_hits double precision,
      basis text not null check (basis in ('rhythm', 'day')),
      found_at timestamptz not null,
      filled_at timestamptz,
      unique (site_id, started_at),
      check (ended_at > started_at)
    );
    create unique index interruption_open on usage.interruption (site_id) where ended_at is null and filled_at is null;
    create index interruption_started on usage.interruption (started_at desc, id desc);
    create index site_duty on usage.site (duty_date) where state in ('registered', 'embedded');
  `.execute(db);
}
