import { type Kysely, sql } from 'kysely';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { GrantScope } from '../../contract.ts';
import { wordsIn } from '../names/search.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables>;

/** The people of these accounts. */
export async function findPeopleOfAccounts(db: Db, accountIds: readonly string[]) {
  if (accountIds.length === 0) return new Map<string, { id: string; name: string }>();
  const rows = await db
    .selectFrom('directory.account_person as ap')
    .innerJoin('directory.person as p', 'p.id', 'ap.person_id')
    .select(['ap.account_id', 'p.id', 'p.name'])
    .where('ap.account_id', 'in', accountIds)
    .execute();
  return new Map(rows.map(({ account_id, ...person }) => [account_id, person]));
}

/** Which of these people have a second factor. */
export async function findPeopleWithFactor(db: Kysely<AuthTables & DirectoryTables>, personIds: readonly string[]) {
  if (personIds.length === 0) return new Set<string>();
  const rows = await db
    .selectFrom('directory.account_person as ap')
    .select('ap.person_id')
    .where('ap.person_id', 'in', personIds)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb.selectFrom('platform.auth_totp').select('account_id').whereRef('account_id', '=', 'ap.account_id'),
        ),
        eb.exists(eb.selectFrom('platform.auth_passkey').select('id').whereRef('account_id', '=', 'ap.account_id')),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Refused sign-ins from the audit, newest first, before the row `before`. */
export async function listRefusals(db: Kysely<PlatformTables>, before: string | null, limit: number) {
  return await db
    .selectFrom('platform.audit')
    .select(['id', 'at', 'subject_id', 'after'])
    .where('action', '=', sql.lit('directory.session.refuse'))
    .$if(before !== null, (query) => query.where('id', '<', before as string))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface RightFilter {
  day: Day;
  q?: string | undefined;
  /** Only these roles. */
  roleIds: readonly string[];
}

interface RightRecord {
  id: string;
  personId: string;
  personName: string;
  givenName: string;
  hasAccount: boolean;
  roleId: string;
  roleName: string;
  secondFactor: boolean;
  scope: GrantScope;
  agencyId: string | null;
  agencyName: string | null;
  agencyShortName: string | null;
  position: string | null;
  postAgency: string | null;
  from: string;
  to: string | null;
}

/** Rights in force with what they rest on, by given name. A right bound to a post counts only while the post does. */
export async function listRights(
  db: Db,
  { day, q, roleIds }: RightFilter,
  after: readonly [givenName: string, name: string, id: string] | null,
  limit: number,
): Promise<RightRecord[]> {
  const words = q ? wordsIn('p', q).map((word) => sql` and ${word}`) : [];
  const place = after ? sql` and (p.given_name, p.name, g.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``;
  const { rows } = await sql<RightRecord>`
    select g.id, p.id as "personId", p.name as "personName", p.given_name as "givenName",
      exists (select from directory.account_person ap where ap.person_id = p.id) as "hasAccount",
      r.id as "roleId", r.name as "roleName", r.second_factor as "secondFactor", g.scope, g.agency_id as "agencyId",
      n.name as "agencyName", n.short_name as "agencyShortName", po.name as position, pn.short_name as "postAgency",
      g.valid_from as "from", g.valid_to as "to"
    from directory.role_grant g
    join directory.person p on p.id = g.person_id
    join directory.role r on r.id = g.role_id
    left join directory.assignment s on s.id = g.assignment_id
    left join directory.position po on po.id = s.position_id
    left join lateral (select name, short_name from directory.agency_name x where x.agency_id = g.agency_id
      order by ${inForce('x', day)} desc, x.valid_from desc nulls last limit 1) n on true
    left join lateral (select short_name from directory.agency_name y where y.agency_id = s.agency_id
      order by ${inForce('y', day)} desc, y.valid_from desc nulls last limit 1) pn on true
    where ${inForce('g', day)} and (g.assignment_id is null or ${inForce('s', day)})
      and g.role_id = any(${[...roleIds]}::uuid[])${sql.join(words, sql``)}${place}
    order by p.given_name, p.name, g.id limit ${limit}`.execute(db);
  return rows;
}
