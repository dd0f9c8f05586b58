import { type Kysely, sql } from 'kysely';

/**
 * The order of people carries what words are looked for in: a common word fills its page by walking the order in the
 * index alone. Posts of a person tell in the index where and when; and posts are found by their position.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index directory.person_order;
    create index person_order on directory.person (given_name, name, id) include (search);
    drop index directory.assignment_person;
    create index assignment_person on directory.assignment (person_id) include (agency_id, valid_from, valid_to);
    create index assignment_position on directory.assignment (position_id);
  `.execute(db);
}
