import { type Kysely, sql } from 'kysely';

/** The searches of agencies and people know where words begin: `sở y tế` has no word of three letters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    set local search_path = directory, platform, public;
    drop index directory.agency_name_search;
    create index agency_name_search on directory.agency_name using gin ((' ' || search) gin_trgm_ops);
    drop index directory.person_search;
    create index person_search on directory.person using gin ((' ' || search) gin_trgm_ops);
  `.execute(db);
}
