import { type Kysely, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Assignment, PersonRow, Position } from '../../contract.ts';
import { fold } from '../names/fold.ts';
import { givenName } from '../names/person-name.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export const hasAccount = sql<boolean>`exists (select from directory.account_person x where x.person_id = p.id)`;

export async function findPerson(db: Db, id: string): Promise<Omit<PersonRow, 'assignments'> | null> {
  const { rows } = await sql<Omit<PersonRow, 'assignments'>>`
    select p.id, p.name, p.email, p.phone, ${hasAccount} as "hasAccount" from directory.person p where p.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export type DatedAssignment = Assignment & { inForce: boolean };

/** Posts of these people: those in force on the day first, the primary one before the others, then newest first. */
export async function findAssignments(
  db: Db,
  personIds: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, DatedAssignment[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    personId: string;
    agencyId: string;
    name: string;
    shortName: string;
    position: string;
    positionId: string;
    legalBasis: string | null;
    primary: boolean;
    acting: boolean;
    from: string;
    to: string | null;
    inForce: boolean;
  }>`
    select s.id, s.person_id as "personId", s.agency_id as "agencyId", n.name, n.short_name as "shortName",
      po.name as position, po.id as "positionId", s.legal_basis as "legalBasis", s.is_primary as "primary", s.acting, s.valid_from as "from", s.valid_to as "to",
      ${inForce('s', day)} as "inForce"
    from directory.assignment s
    join directory.position po on po.id = s.position_id
    join lateral (
      select name, short_name from directory.agency_name x where x.agency_id = s.agency_id
        and (x.valid_from is null or s.valid_to is null or x.valid_from < s.valid_to)
      order by ${inForce('x', day)} desc, x.valid_from desc nulls last limit 1
    ) n on true
    where s.person_id = any(${[...personIds]}::uuid[])
    order by "inForce" desc, s.is_primary desc, s.valid_from desc, s.id`.execute(db);
  const byPerson = Map.groupBy(rows, (row) => row.personId);
  return new Map(
    [...byPerson].map(([personId, posts]) => [
      personId,
      posts.map(({ agencyId, name, shortName, personId: _personId, from, to, ...post }) => ({
        ...post,
        agency: { id: agencyId, name, shortName },
        period: { from, to },
      })),
    ]),
  );
}

export function plain({ inForce: _inForce, ...post }: DatedAssignment): Assignment {
  return post;
}

export async function listPositions(db: Db, limit: number): Promise<Position[]> {
  return await db.selectFrom('directory.position').selectAll().orderBy('rank').orderBy('name').limit(limit).execute();
}

export async function hasPosition(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('directory.position').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export interface NewPerson {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
}

export async function insertPeople(trx: Transaction<DirectoryTables>, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map((person) => ({ ...person, given_name: givenName(person.name), search: fold(person.name) }));
  await trx.insertInto('directory.person').values(rows).execute();
}

export interface NewAssignment {
  id: string;
  personId: string;
  agencyId: string;
  positionId: string;
  primary: boolean;
  acting: boolean;
  legalBasis?: string | null | undefined;
  from: Day;
  to: Day | null;
}

export async function insertAssignments(
  trx: Transaction<DirectoryTables>,
  assignments: readonly NewAssignment[],
): Promise<void> {
  if (assignments.length === 0) return;
  const rows = assignments.map((post) => ({
    id: post.id,
    person_id: post.personId,
    agency_id: post.agencyId,
    position_id: post.positionId,
    is_primary: post.primary,
    acting: post.acting,
    legal_basis: post.legalBasis ?? null,
    valid_from: post.from,
    valid_to: post.to,
  }));
  await trx.insertInto('directory.assignment').values(rows).execute();
}

/** One post with its person and agency. */
export interface Post {
  id: string;
  personId: string;
  agencyId: string;
  positionId: string;
  primary: boolean;
  acting: boolean;
  legalBasis: string | null;
  from: Day;
  to: Day | null;
  inForce: boolean;
}

export async function findPost(db: Db, id: string, day: Day): Promise<Post | null> {
  const { rows } = await sql<Post>`
    select s.id, s.person_id as "personId", s.agency_id as "agencyId", s.position_id as "positionId",
      s.is_primary as "primary", s.acting, s.legal_basis as "legalBasis", s.valid_from as "from", s.valid_to as "to",
      ${inForce('s', day)} as "inForce"
    from directory.assignment s where s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function updatePost(
  trx: Transaction<DirectoryTables>,
  id: string,
  { from, to, primary, acting, legalBasis }: Pick<Post, 'from' | 'to' | 'primary' | 'acting' | 'legalBasis'>,
): Promise<void> {
  await trx
    .updateTable('directory.assignment')
    .set({ valid_from: from, valid_to: to, is_primary: primary, acting, legal_basis: legalBasis })
    .where('id', '=', id)
    .execute();
}

export async function updatePerson(
  trx: Transaction<DirectoryTables>,
  id: string,
  { name, email, phone }: Omit<NewPerson, 'id'>,
): Promise<void> {
  await trx
    .updateTable('directory.person')
    .set({ name, given_name: givenName(name), search: fold(name), email, phone })
    .where('id', '=', id)
    .execute();
}

/** Ends posts of a person on a day; those that begin later are removed. Answers how many there were. */
export async function endPosts(trx: Transaction<DirectoryTables>, personId: string, on: Day): Promise<number> {
  const later = sql<boolean>`valid_from >= ${on}::date`;
  const goesOn = sql<boolean>`(valid_to is null or valid_to > ${on}::date)`;
  const posts = trx.selectFrom('directory.assignment').select('id').where('person_id', '=', personId).where(later);
  await trx.deleteFrom('directory.role_grant').where('assignment_id', 'in', posts).execute();
  await trx.deleteFrom('directory.session_hat').where('assignment_id', 'in', posts).execute();
  await trx.deleteFrom('directory.assignment').where('person_id', '=', personId).where(later).execute();
  const ended = await trx
    .updateTable('directory.assignment')
    .set({ valid_to: on })
    .where('person_id', '=', personId)
    .where('valid_from', '<', on)
    .where(goesOn)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

/** Adds positions that are not there yet, by name; answers the ids of all, by name. */
export async function insertPositions(
  trx: Transaction<DirectoryTables>,
  positions: readonly Omit<Position, 'id'>[],
): Promise<ReadonlyMap<string, string>> {
  const rows = positions.map(({ name, rank }) => ({ id: uuidv7(), name, rank }));
  await trx
    .insertInto('directory.position')
    .values(rows)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const stored = await trx.selectFrom('directory.position').select(['name', 'id']).execute();
  return new Map(stored.map((position) => [position.name, position.id]));
}

export async function linkAccounts(
  trx: Transaction<DirectoryTables>,
  links: readonly { accountId: string; personId: string }[],
): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map(({ accountId, personId }) => ({ account_id: accountId, person_id: personId }));
  await trx.insertInto('directory.account_person').values(rows).execute();
}

/** Accounts of these people. */
export async function findAccountsOf(
  db: Db,
  personIds: readonly string[],
): Promise<{ personId: string; accountId: string }[]> {
  if (personIds.length === 0) return [];
  return await (db as Kysely<DirectoryTables>)
    .selectFrom('directory.account_person')
    .select(['person_id as personId', 'account_id as accountId'])
    .where('person_id', 'in', [...personIds])
    .orderBy('person_id')
    .execute();
}

/** A post of whoever has this address: for the sample, which knows its people by it. */
export async function findPostByEmail(
  db: Kysely<DirectoryTables> | Transaction<DirectoryTables>,
  email: string,
): Promise<{ personId: string; assignmentId: string } | undefined> {
  return await (db as Kysely<DirectoryTables>)
    .selectFrom('directory.person as p')
    .innerJoin('directory.assignment as s', 's.person_id', 'p.id')
    .select(['p.id as personId', 's.id as assignmentId'])
    .where('p.email', '=', email)
    .limit(1)
    .executeTakeFirst();
}
