import { type Kysely, sql, type Transaction } from 'kysely';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';
import type { AgencyMade } from './agencies-kind.ts';
import type { PersonMade } from './people-kind.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;
type Trx = Transaction<DirectoryTables>;

/** All agencies with all their names and codes. */
export async function findKnownAgencies(db: Db) {
  const [agencies, names, codes] = await Promise.all([
    db.selectFrom('directory.agency').select(['id', 'level', 'valid_from', 'valid_to']).execute(),
    db
      .selectFrom('directory.agency_name')
      .select(['agency_id as agencyId', 'name', 'short_name as shortName'])
      .orderBy('valid_from', (order) => order.asc().nullsFirst())
      .execute(),
    db.selectFrom('directory.agency_code').select(['agency_id as agencyId', 'code']).execute(),
  ]);
  const name = new Map(names.map((row) => [row.agencyId, row.name]));
  return {
    names,
    codes,
    agencies: agencies.map(({ id, level, valid_from, valid_to }) => ({
      id,
      level,
      name: name.get(id) ?? '',
      period: { from: valid_from, to: valid_to },
    })),
  };
}

/** People by address. */
export async function findByEmail(db: Db, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (emails.length === 0) return new Map();
  const rows = await db
    .selectFrom('directory.person')
    .select(['id', 'email'])
    .where('email', 'in', [...emails])
    .execute();
  return new Map(rows.map(({ email, id }) => [email ?? '', id]));
}

/** Who holds a post at one of these agencies on a day: folded name, agency and position, parted by spaces. */
export async function findPostKeys(db: Db, agencyIds: readonly string[], day: Day): Promise<ReadonlySet<string>> {
  if (agencyIds.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select p.search || ' ' || s.agency_id || ' ' || s.position_id as key
    from directory.assignment s join directory.person p on p.id = s.person_id
    where s.agency_id = any(${[...agencyIds]}::uuid[]) and ${inForce('s', day)}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** People of an import who were changed since, hold more than it gave them, or act in the node. */
export async function findPeopleInUse(trx: Trx, made: readonly PersonMade[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with made as (
      select * from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
        as m ("personId" uuid, "assignmentId" uuid, "isNew" boolean, name text, email text, phone text, "from" date, "to" date)
    )
    select distinct p.name from made m join directory.person p on p.id = m."personId"
    left join directory.assignment s on s.id = m."assignmentId"
    where (m."isNew" and (p.name, p.email, p.phone) is distinct from (m.name, m.email, m.phone))
      or (s.valid_from, s.valid_to) is distinct from (m."from", m."to")
      or exists (select from directory.assignment o where o.person_id = p.id
        and o.id not in (select "assignmentId" from made))
      or exists (select from directory.role_grant g where g.person_id = p.id)
      or exists (select from directory.account_person x where x.person_id = p.id)
      or exists (select from directory.delegation d where d.giver_id = p.id or d.taker_id = p.id)
    order by p.name limit 20`.execute(trx);
  return rows.map(({ name }) => name);
}

export async function deletePeople(trx: Trx, made: readonly PersonMade[]): Promise<void> {
  const posts = made.map(({ assignmentId }) => assignmentId);
  const people = made.filter(({ isNew }) => isNew).map(({ personId }) => personId);
  await trx.deleteFrom('directory.assignment').where(sql<boolean>`id = any(${posts}::uuid[])`).execute();
  await trx.deleteFrom('directory.person').where(sql<boolean>`id = any(${people}::uuid[])`).execute();
}

/** Agencies of an import that were changed since, or on which something of the directory stands. */
export async function findAgenciesInUse(trx: Trx, made: readonly AgencyMade[]): Promise<string[]> {
  const ids = made.map(({ id }) => id);
  const { rows } = await sql<{ name: string }>`
    with made as (select unnest(${ids}::uuid[]) as id)
    select distinct n.name from made m
    join directory.agency a on a.id = m.id
    join directory.agency_name n on n.agency_id = m.id
    where exists (select from directory.assignment s where s.agency_id = m.id)
      or exists (select from directory.role_grant g where g.agency_id = m.id)
      or exists (select from directory.delegation d where d.agency_id = m.id)
      or exists (select from directory.agency_link l where l.from_agency_id = m.id or l.to_agency_id = m.id)
      or exists (select from directory.agency_image i where i.agency_id = m.id)
      or exists (select from directory.boundary b where b.agency_id = m.id)
      or exists (select from directory.reorganisation_move v where v.from_agency_id = m.id or v.to_agency_id = m.id)
      or exists (select from directory.agency_parent p where p.parent_id = m.id and p.agency_id not in (select id from made))
      or (select count(*) from directory.agency_name x where x.agency_id = m.id) > 1
    order by n.name limit 20`.execute(trx);
  return rows.map(({ name }) => name);
}

export async function deleteAgencies(trx: Trx, made: readonly AgencyMade[]): Promise<void> {
  const ids = made.map(({ id }) => id);
  const mine = (column: string) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;
  await trx.deleteFrom('directory.agency_parent').where(mine('agency_id')).execute();
  await trx.deleteFrom('directory.agency_code').where(mine('agency_id')).execute();
  await trx.deleteFrom('directory.agency_name').where(mine('agency_id')).execute();
  await trx.deleteFrom('directory.agency').where(mine('id')).execute();
}
