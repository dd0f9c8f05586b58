import { type Kysely, sql } from 'kysely';
import type { GrantScope, Holder } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

interface HolderFilter {
  day: Day;
  roleIds: readonly string[];
  /** Rights at these agencies only; `all`: also those over the node. */
  agencies: 'all' | readonly string[];
}

interface FlatHolder {
  grantId: string;
  givenName: string;
  personId: string;
  person: string;
  roleId: string;
  role: string;
  scope: GrantScope;
  agencyId: string | null;
  agency: string | null;
  agencyShort: string | null;
  position: string | null;
  postAgencyId: string | null;
  postAgency: string | null;
  postAgencyShort: string | null;
  from: string;
  to: string | null;
}

/** Rights in force of these roles, by the holder's given name, after a place; the count on the first page. */
export async function listHolders(
  db: Kysely<DirectoryTables>,
  { day, roleIds, agencies }: HolderFilter,
  after: readonly unknown[] | null,
  limit: number,
): Promise<{ rows: (Holder & { givenName: string })[]; total: number | null }> {
  const where = sql`from directory.role_grant g
    join directory.person p on p.id = g.person_id
    join directory.role r on r.id = g.role_id
    left join directory.assignment s on s.id = g.assignment_id
    where g.role_id = any(${[...roleIds]}::uuid[]) and ${inForce('g', day)}
      and (g.assignment_id is null or ${inForce('s', day)})
      ${agencies === 'all' ? sql`` : sql`and g.agency_id = any(${[...agencies]}::uuid[])`}`;
  const place = after ? sql`and (p.given_name, p.name, g.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``;
  const { rows } = await sql<FlatHolder>`
    with page as (
      select g.id, p.given_name, p.id as person_id, p.name, r.id as role_id, r.name as role, g.scope, g.agency_id,
        s.position_id, s.agency_id as post_agency_id, g.valid_from, g.valid_to
      ${where} ${place} order by p.given_name, p.name, g.id limit ${limit}
    )
    select page.id as "grantId", page.given_name as "givenName", page.person_id as "personId", page.name as person,
      page.role_id as "roleId", page.role, page.scope, page.agency_id as "agencyId", n.name as agency,
      n.short_name as "agencyShort", po.name as position, page.post_agency_id as "postAgencyId", pn.name as "postAgency",
      pn.short_name as "postAgencyShort", page.valid_from as "from", page.valid_to as "to"
    from page
    left join directory.agency_name n on n.agency_id = page.agency_id and ${inForce('n', day)}
    left join directory.position po on po.id = page.position_id
    left join directory.agency_name pn on pn.agency_id = page.post_agency_id and ${inForce('pn', day)}
    order by page.given_name, page.name, page.id`.execute(db);
  const counted = after ? null : await sql<{ count: number }>`select count(*) as count ${where}`.execute(db);
  return { rows: rows.map(toHolder), total: counted?.rows[0]?.count ?? null };
}

function toHolder(flat: FlatHolder): Holder & { givenName: string } {
  const ref = (id: string | null, name: string | null, shortName: string | null) =>
    id && name ? { id, name, shortName: shortName ?? name } : null;
  const postAgency = ref(flat.postAgencyId, flat.postAgency, flat.postAgencyShort);
  return {
    grantId: flat.grantId,
    givenName: flat.givenName,
    person: { id: flat.personId, name: flat.person },
    role: { id: flat.roleId, name: flat.role },
    scope: flat.scope,
    agency: ref(flat.agencyId, flat.agency, flat.agencyShort),
    post: flat.position && postAgency ? { position: flat.position, agency: postAgency } : null,
    period: { from: flat.from, to: flat.to },
  };
}
