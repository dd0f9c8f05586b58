import { type Kysely, sql } from 'kysely';

/** Whence a place is known, and boundaries that an administrator has imported. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table directory.agency add column place_source text;

    create table directory.boundary (
      agency_id uuid primary key references directory.agency on delete cascade,
      source text not null,
      -- Polygons of rings of [longitude, latitude], simplified.
      polygons jsonb not null,
      imported_at timestamptz not null
    );
  `.execute(db);
}
