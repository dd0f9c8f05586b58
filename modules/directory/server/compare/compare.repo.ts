import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AgencyChange, ChangeWhat } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

interface Days {
  from: Day;
  to: Day;
}

interface FlatChange {
  id: string;
  kind: AgencyChange['kind'];
  what: ChangeWhat;
  nameBefore: string | null;
  codeBefore: string | null;
  parentBefore: string | null;
  nameAfter: string | null;
  codeAfter: string | null;
  parentAfter: string | null;
}

/** Ended first, then new, then changed; each by its name. */
export async function listChanges(
  db: Kysely<DirectoryTables>,
  days: Days,
  what: ChangeWhat | undefined,
  after: readonly unknown[] | null,
  limit: number,
): Promise<FlatChange[]> {
  const only = what ? sql`and what = ${what}` : sql``;
  const place = after
    ? sql`and (rank, coalesce("nameAfter", "nameBefore"), id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`
    : sql``;
  const { rows } = await sql<FlatChange>`
    select * from (${changes(days)}) c where true ${only} ${place}
    order by rank, coalesce("nameAfter", "nameBefore"), id limit ${limit}`.execute(db);
  return rows;
}

export async function countChanges(db: Kysely<DirectoryTables>, days: Days): Promise<Record<ChangeWhat, number>> {
  const { rows } = await sql<{ what: ChangeWhat; count: number }>`
    select what, count(*) as count from (${changes(days)}) c group by what`.execute(db);
  const counts = { ended: 0, appeared: 0, changed: 0 };
  for (const { what, count } of rows) counts[what] = count;
  return counts;
}

/** Only agencies of which some row begins or ends between the two days can differ. */
function changes({ from, to }: Days): RawBuilder<unknown> {
  const turned = (table: string, column: string) => sql`
    select ${sql.ref(column)} from ${sql.table(table)}
    where (valid_from > ${from}::date and valid_from <= ${to}::date) or (valid_to > ${from}::date and valid_to <= ${to}::date)`;
  const code = (day: Day) => sql`(select c.code from directory.agency_code c
    where c.agency_id = a.id and c.system in ('eid', 'statistics') and ${inForce('c', day)} order by c.system limit 1)`;
  const name = (day: Day) => sql`(select n.name from directory.agency_name n
    where n.agency_id = a.id and ${inForce('n', day)})`;
  const parent = (day: Day) => sql`(select p.parent_id from directory.agency_parent p
    where p.agency_id = a.id and ${inForce('p', day)})`;
  return sql`
    select d.*, case d.what when 'ended' then 0 when 'appeared' then 1 else 2 end as rank from (
      select a.id, a.kind,
        case when not ${inForce('a', to)} then 'ended' when not ${inForce('a', from)} then 'appeared' else 'changed' end as what,
        ${name(from)} as "nameBefore", ${code(from)} as "codeBefore", ${parent(from)} as "parentBefore",
        ${name(to)} as "nameAfter", ${code(to)} as "codeAfter", ${parent(to)} as "parentAfter"
      from directory.agency a
      where (${inForce('a', from)} or ${inForce('a', to)}) and a.id in (
        ${turned('directory.agency', 'id')} union ${turned('directory.agency_name', 'agency_id')}
        union ${turned('directory.agency_code', 'agency_id')} union ${turned('directory.agency_parent', 'agency_id')})
    ) d
    where d.what <> 'changed' or d."nameBefore" is distinct from d."nameAfter"
      or d."codeBefore" is distinct from d."codeAfter" or d."parentBefore" is distinct from d."parentAfter"`;
}

/** Heirs of these agencies by changes after a day, up to and on another. */
export async function findHeirs(db: Kysely<DirectoryTables>, ids: readonly string[], { from, to }: Days) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ giver: string; id: string; name: string; shortName: string; guessed: boolean }>`
    select l.from_agency_id as giver, l.to_agency_id as id, n.name, n.short_name as "shortName", l.guessed
    from directory.agency_link l
    join directory.agency_name n on n.agency_id = l.to_agency_id and daterange(n.valid_from, n.valid_to) @> l.day
    where l.from_agency_id = any(${[...ids]}::uuid[]) and l.day > ${from}::date and l.day <= ${to}::date
    order by n.name`.execute(db);
  return rows;
}
