import { type Kysely, sql } from 'kysely';
import type { DirectoryTables } from '../tables.ts';
import { wordsIn } from './search.repo.ts';

type Db = Kysely<DirectoryTables>;

/** Names of people and agencies by id; of an agency the newest name. */
export async function findNames(db: Db, people: readonly string[], agencies: readonly string[]) {
  const [persons, units] = await Promise.all([
    sql<{ id: string; name: string }>`
      select id, name from directory.person where id = any(${people}::uuid[])`.execute(db),
    sql<{ id: string; name: string }>`
      select distinct on (agency_id) agency_id as id, name from directory.agency_name
      where agency_id = any(${agencies}::uuid[]) order by agency_id, valid_from desc nulls last`.execute(db),
  ]);
  return {
    people: new Map(persons.rows.map(({ id, name }) => [id, name])),
    units: new Map(units.rows.map(({ id, name }) => [id, name])),
  };
}

/** Ids of people and agencies, of whatever day, whose name has all the words. */
export async function findLike(db: Db, words: string, limit: number): Promise<{ people: string[]; units: string[] }> {
  const ofPerson = wordsIn('p', words);
  const ofAgency = wordsIn('n', words);
  if (ofPerson.length === 0) return { people: [], units: [] };
  const [people, units] = await Promise.all([
    sql<{ id: string }>`
      select p.id from directory.person p where ${sql.join(ofPerson, sql` and `)} limit ${limit}`.execute(db),
    sql<{ id: string }>`
      select distinct n.agency_id as id from directory.agency_name n
      where ${sql.join(ofAgency, sql` and `)} limit ${limit}`.execute(db),
  ]);
  return { people: people.rows.map(({ id }) => id), units: units.rows.map(({ id }) => id) };
}
