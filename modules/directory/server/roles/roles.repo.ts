import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Grant, GrantScope, Role } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export interface RightInForce {
  scope: GrantScope;
  agencyId: string | null;
  /** The post to which it is bound. */
  assignmentId: string | null;
  permissions: string[];
  /** Whoever holds it must have a second factor. */
  secondFactor: boolean;
}

/** A person's rights of a day. One bound to a post counts only while the post does. */
export async function findRightsInForce(db: Db, personId: string, day: Day): Promise<RightInForce[]> {
  const { rows } = await sql<RightInForce>`
    select g.scope, g.agency_id as "agencyId", g.assignment_id as "assignmentId", r.permissions,
      r.second_factor as "secondFactor"
    from directory.role_grant g
    join directory.role r on r.id = g.role_id
    left join directory.assignment s on s.id = g.assignment_id
    where g.person_id = ${personId} and ${inForce('g', day)} and (g.assignment_id is null or ${inForce('s', day)})`.execute(
    db,
  );
  return rows;
}

/** What each role gives, as it is written. */
export async function findRoleEntries(db: Db): Promise<{ id: string; permissions: string[] }[]> {
  return await db.selectFrom('directory.role').select(['id', 'permissions']).execute();
}

export interface Holding {
  roleIds: readonly string[];
  /** The agencies that it is about; those at or `above` them. */
  units: readonly string[];
  above: readonly string[];
  day: Day;
}

/**
 * Does a person (`personId`, a column) hold one of the roles for one of the units: there, at or above it and all below,
 * or over the whole node? Bound to no post, or to one that satisfies `bound` (alias `b`, its grant `g`).
 */
export function holds(
  personId: string,
  { roleIds, units, above, day }: Holding,
  bound: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`exists (
    select from directory.role_grant g
    left join directory.assignment b on b.id = g.assignment_id
    where g.person_id = ${sql.ref(personId)} and g.role_id = any(${roleIds}) and ${inForce('g', day)}
      and (g.assignment_id is null or ${bound})
      and (g.scope = 'node' or g.agency_id is null
        or g.scope = 'below' and g.agency_id = any(${above})
        or g.scope = 'unit' and g.agency_id = any(${units})))`;
}

/** Is the person (a column) somebody who can sign in on the day: an account, and a post? */
export function comesIn(personId: string, day: Day): RawBuilder<unknown> {
  return sql`exists (select from directory.account_person ap where ap.person_id = ${sql.ref(personId)})
    and exists (select from directory.assignment h where h.person_id = ${sql.ref(personId)} and ${inForce('h', day)})`;
}

/** People who can sign in and hold one of the roles under a hat of their own. */
export async function findHoldersOf(db: Db, holding: Holding): Promise<string[]> {
  const { roleIds, day } = holding;
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.person p
    where p.id in (select x.person_id from directory.role_grant x where x.role_id = any(${roleIds}))
      and ${holds('p.id', holding, inForce('b', day))} and ${comesIn('p.id', day)}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function listRoles(db: Db, day: Day, limit: number): Promise<Role[]> {
  const { rows } = await sql<Role>`
    select r.id, r.code, r.name, r.description, r.permissions, r.second_factor as "secondFactor",
      (select count(distinct g.person_id) from directory.role_grant g
        left join directory.assignment s on s.id = g.assignment_id
        where g.role_id = r.id and ${inForce('g', day)} and (g.assignment_id is null or ${inForce('s', day)})) as holders
    from directory.role r order by r.name limit ${limit}`.execute(db);
  return rows;
}

/** Answers what was asked before; null when there is no such role. */
export async function saveSecondFactor(
  trx: Transaction<DirectoryTables>,
  id: string,
  secondFactor: boolean,
): Promise<boolean | null> {
  const row = await trx
    .selectFrom('directory.role')
    .select('second_factor')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  await trx.updateTable('directory.role').set({ second_factor: secondFactor }).where('id', '=', id).execute();
  return row.second_factor;
}

export async function findRole(db: Db, id: string) {
  const row = await db.selectFrom('directory.role').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** A person's rights of all times, newest first. */
export async function findGrants(db: Db, personId: string, day: Day): Promise<Grant[]> {
  const { rows } = await sql<{
    id: string;
    roleId: string;
    roleName: string;
    scope: GrantScope;
    agencyId: string | null;
    name: string | null;
    shortName: string | null;
    assignmentId: string | null;
    from: string;
    to: string | null;
  }>`
    select g.id, r.id as "roleId", r.name as "roleName", g.scope, g.agency_id as "agencyId", n.name,
      n.short_name as "shortName", g.assignment_id as "assignmentId", g.valid_from as "from", g.valid_to as "to"
    from directory.role_grant g
    join directory.role r on r.id = g.role_id
    left join lateral (
      select name, short_name from directory.agency_name x where x.agency_id = g.agency_id
      order by ${inForce('x', day)} desc, x.valid_from desc nulls last limit 1
    ) n on true
    where g.person_id = ${personId} order by g.valid_from desc, r.name limit 200`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    role: { id: row.roleId, name: row.roleName },
    scope: row.scope,
    agency:
      row.agencyId && row.name ? { id: row.agencyId, name: row.name, shortName: row.shortName ?? row.name } : null,
    assignmentId: row.assignmentId,
    period: { from: row.from, to: row.to },
  }));
}

export interface NewGrant {
  personId: string;
  roleId: string;
  scope: GrantScope;
  agencyId: string | null;
  assignmentId: string | null;
  from: Day;
  to: Day | null;
}

/** Answers the ids, in order. */
export async function insertGrants(trx: Transaction<DirectoryTables>, grants: readonly NewGrant[]): Promise<string[]> {
  if (grants.length === 0) return [];
  const rows = grants.map((grant) => ({
    id: uuidv7(),
    person_id: grant.personId,
    role_id: grant.roleId,
    scope: grant.scope,
    agency_id: grant.agencyId,
    assignment_id: grant.assignmentId,
    valid_from: grant.from,
    valid_to: grant.to,
  }));
  await trx.insertInto('directory.role_grant').values(rows).execute();
  return rows.map((row) => row.id);
}

/** Adds roles that are not there yet, by code; answers the ids of all, by code. */
export async function insertRoles(
  trx: Transaction<DirectoryTables>,
  roles: readonly Omit<Role, 'id' | 'holders' | 'secondFactor'>[],
): Promise<ReadonlyMap<string, string>> {
  const rows = roles.map(({ code, name, description, permissions }) => ({
    id: uuidv7(),
    code,
    name,
    description,
    permissions,
  }));
  await trx
    .insertInto('directory.role')
    .values(rows)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute();
  const stored = await trx.selectFrom('directory.role').select(['code', 'id']).execute();
  return new Map(stored.map((role) => [role.code, role.id]));
}

export async function takeGrant(trx: Transaction<DirectoryTables>, id: string) {
  const row = await trx
    .selectFrom('directory.role_grant')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Ends a right on a day; one that begins on that day or later never held and is removed. */
export async function endGrant(
  trx: Transaction<DirectoryTables>,
  { id, valid_from }: { id: string; valid_from: Day },
  day: Day,
): Promise<void> {
  if (valid_from >= day) await trx.deleteFrom('directory.role_grant').where('id', '=', id).execute();
  else await trx.updateTable('directory.role_grant').set({ valid_to: day }).where('id', '=', id).execute();
}

/** All rights of a person that go beyond a day end there. */
export async function endGrantsOf(trx: Transaction<DirectoryTables>, personId: string, day: Day): Promise<void> {
  const mine = sql<boolean>`person_id = ${personId} and (valid_to is null or valid_to > ${day}::date)`;
  await trx.deleteFrom('directory.role_grant').where(mine).where('valid_from', '>=', day).execute();
  await trx.updateTable('directory.role_grant').set({ valid_to: day }).where(mine).execute();
}

/** Until the commit nobody else takes rights away. */
export async function lockAdministration(trx: Transaction<DirectoryTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('directory.administration', 0))`.execute(trx);
}

/**
 * Rights over the whole node of a day, of people who can sign in, by the hat under which they count: each post in force,
 * with the rights bound to it and those bound to none.
 */
export async function findNodeRights(db: Db, day: Day) {
  const { rows } = await sql<{ personId: string; assignmentId: string; permissions: string[] }>`
    select s.person_id as "personId", s.id as "assignmentId", r.permissions
    from directory.role_grant g
    join directory.role r on r.id = g.role_id
    join directory.assignment s on s.person_id = g.person_id and ${inForce('s', day)}
      and (g.assignment_id is null or g.assignment_id = s.id)
    where g.scope = 'node' and ${inForce('g', day)}
      and exists (select from directory.account_person x where x.person_id = g.person_id)`.execute(db);
  return rows;
}

export async function takeRole(trx: Transaction<DirectoryTables>, id: string) {
  const row = await trx.selectFrom('directory.role').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

type WrittenRole = Pick<Role, 'id' | 'code' | 'name' | 'description' | 'permissions'>;

export async function insertRole(trx: Transaction<DirectoryTables>, role: WrittenRole): Promise<void> {
  await trx.insertInto('directory.role').values(role).execute();
}

export async function updateRole(
  trx: Transaction<DirectoryTables>,
  id: string,
  role: Omit<WrittenRole, 'id' | 'code'>,
): Promise<void> {
  await trx.updateTable('directory.role').set(role).where('id', '=', id).execute();
}

export async function deleteRole(trx: Transaction<DirectoryTables>, id: string): Promise<void> {
  await trx.deleteFrom('directory.role').where('id', '=', id).execute();
}

export async function wasEverHeld(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('directory.role_grant').select('id').where('role_id', '=', id).executeTakeFirst();
  return row !== undefined;
}
