import { type Kysely, sql } from 'kysely';

/** Who works at an agency is counted in the index alone: posts of one agency lie far apart in a table of a million. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index directory.assignment_agency;
    create index assignment_agency on directory.assignment (agency_id) include (person_id, valid_from, valid_to);
  `.execute(db);
}
