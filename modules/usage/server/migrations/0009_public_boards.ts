import { type Kysely, sql } from 'kysely';

/** Boards that agencies show to everyone. `snapshot` is all that is shown; it is worked out by a job, never by a reader. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.public_board (
      id uuid primary key,
      agency_id uuid not null unique,
      slug text not null unique,
      title text not null,
      smallest int not null check (smallest >= 1),
      embeddable boolean not null,
      published_at timestamptz not null,
      snapshot jsonb,
      built_at timestamptz
    );
    create index public_board_built on usage.public_board (built_at nulls first);
  `.execute(db);
}
