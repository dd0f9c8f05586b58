import { type Kysely, sql, type Transaction } from 'kysely';
import type { Move } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { agenciesOf, endingAgencies, heirs, movesOf, type World } from './world.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** Reads what the moves touch. Rows that ended by the day are of no concern. */
export async function readWorld(db: Db, moves: readonly Move[], day: Day): Promise<World> {
  const touched = [...agenciesOf(moves)];
  const ending = [...endingAgencies(moves)];
  const heirIds = [...heirs(moves).values()].map((move) => move.toId).filter((id) => id !== null);
  const goesOn = sql<boolean>`(valid_to is null or valid_to > ${day}::date)`;
  const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
  const codes = movesOf(moves, 'found').flatMap((move) => move.unit.codes);
  const posts = await db
    .selectFrom('directory.assignment')
    .selectAll()
    .where(among('agency_id', ending))
    .where(goesOn)
    .execute();
  const holders = [...new Set(posts.map((post) => post.person_id))];
  const postIds = posts.map((post) => post.id);
  const [agencies, names, codeRows, parents, below, heldPosts, grants, delegations, bearers, tree] = [
    await db.selectFrom('directory.agency').selectAll().where(among('id', touched)).execute(),
    await db.selectFrom('directory.agency_name').selectAll().where(among('agency_id', touched)).where(goesOn).execute(),
    await db.selectFrom('directory.agency_code').selectAll().where(among('agency_id', touched)).where(goesOn).execute(),
    await db
      .selectFrom('directory.agency_parent')
      .selectAll()
      .where(among('agency_id', touched))
      .where(goesOn)
      .execute(),
    await db
      .selectFrom('directory.agency_parent')
      .selectAll()
      .where(among('parent_id', ending))
      .where(goesOn)
      .execute(),
    await db
      .selectFrom('directory.assignment')
      .selectAll()
      .where(among('agency_id', heirIds))
      .where(among('person_id', holders))
      .where(goesOn)
      .execute(),
    await db
      .selectFrom('directory.role_grant')
      .selectAll()
      .where((eb) => eb.or([among('agency_id', ending), among('assignment_id', postIds)]))
      .where(goesOn)
      .execute(),
    await db
      .selectFrom('directory.delegation')
      .selectAll()
      .where((eb) => eb.or([among('agency_id', ending), among('assignment_id', postIds)]))
      .where('revoked_at', 'is', null)
      .where(goesOn)
      .execute(),
    codes.length === 0
      ? []
      : await db
          .selectFrom('directory.agency_code')
          .selectAll()
          .where('code', 'in', [...new Set(codes.map(({ code }) => code))])
          .where(goesOn)
          .execute(),
    await readTree(db, day),
  ];
  return {
    day,
    agencies: new Map(agencies.map((row) => [row.id, row])),
    names,
    codes: codeRows,
    parents,
    below,
    posts,
    heldPosts,
    grants,
    delegations,
    bearers,
    tree,
  };
}

/** Every parent that holds on the day or later. */
export async function readTree(db: Db, day: Day): Promise<World['tree']> {
  return await db
    .selectFrom('directory.agency_parent')
    .select(['id', 'agency_id as agencyId', 'parent_id as parentId'])
    .where(sql<boolean>`(valid_to is null or valid_to > ${day}::date)`)
    .execute();
}
