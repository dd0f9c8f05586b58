import { type Kysely, sql } from 'kysely';

/** A role may ask of everybody who holds it for a second factor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table directory.role add column second_factor boolean not null default false`.execute(db);
}
