import { type Kysely, sql, type Transaction } from 'kysely';
import type { Hat } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** The person of an account under the hat that the session has on. */
export interface Wearer {
  personId: string;
  name: string;
  /** The agency of the hat. */
  unitId: string;
  /** The post that is the hat: the person's own, or the giver's. */
  assignmentId: string;
  /** Set where the hat is lent. */
  delegationId: string | null;
  giverId: string | null;
}

/**
 * Who an account is today: under the hat that its session has on, while that hat holds, else under the primary post, else the oldest. Null for
 * who holds no post. A lent hat whose delegation or post has ended falls back to the wearer's own.
 */
export async function findWearer(db: Db, accountId: string, sessionId: string, day: Day): Promise<Wearer | null> {
  const { rows } = await sql<Wearer>`
    select p.id as "personId", p.name, hat.unit_id as "unitId", hat.assignment_id as "assignmentId",
      hat.delegation_id as "delegationId", hat.giver_id as "giverId"
    from directory.account_person ap
    join directory.person p on p.id = ap.person_id
    join lateral (
      select s.agency_id as unit_id, s.id as assignment_id, null::uuid as delegation_id, null::uuid as giver_id,
        exists (select from directory.session_hat h
          where h.session_id = ${uuidOrNull(sessionId)}::uuid and h.assignment_id = s.id) as worn,
        s.is_primary as first, s.valid_from
      from directory.assignment s where s.person_id = p.id and ${inForce('s', day)}
      union all
      select s.agency_id, s.id, d.id, d.giver_id, true, false, d.valid_from
      from directory.session_hat h
      join directory.delegation d on d.id = h.delegation_id and d.taker_id = p.id and d.revoked_at is null and ${inForce('d', day)}
      join directory.assignment s on s.id = d.assignment_id and ${inForce('s', day)}
      where h.session_id = ${uuidOrNull(sessionId)}::uuid
    ) hat on exists (select from directory.assignment own where own.person_id = p.id and ${inForce('own', day)})
    where ap.account_id = ${accountId}
    order by hat.worn desc, hat.first desc, hat.valid_from, hat.assignment_id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Not every caller has a session: who is signing in has none yet. */
function uuidOrNull(text: string): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}

/** Every hat that a person may put on today: own posts, the primary one first, then lent ones. */
export async function findHats(db: Db, personId: string, day: Day): Promise<Omit<Hat, 'on'>[]> {
  const { rows } = await sql<{
    kind: Hat['kind'];
    id: string;
    position: string;
    acting: boolean;
    agencyId: string;
    name: string;
    shortName: string;
    giverId: string | null;
    giver: string | null;
    until: string | null;
  }>`
    select h.kind, h.id, po.name as position, h.acting, h.agency_id as "agencyId", n.name, n.short_name as "shortName",
      g.id as "giverId", g.name as giver, h.valid_to as until
    from (
      select 'post' as kind, s.id, s.position_id, s.acting, s.agency_id, null::uuid as giver_id, s.valid_to,
        s.is_primary as first
      from directory.assignment s where s.person_id = ${personId} and ${inForce('s', day)}
      union all
      select 'delegation', d.id, s.position_id, false, s.agency_id, d.giver_id, d.valid_to, false
      from directory.delegation d
      join directory.assignment s on s.id = d.assignment_id and ${inForce('s', day)}
      where d.taker_id = ${personId} and d.revoked_at is null and ${inForce('d', day)}
    ) h
    join directory.position po on po.id = h.position_id
    join directory.agency_name n on n.agency_id = h.agency_id and ${inForce('n', day)}
    left join directory.person g on g.id = h.giver_id
    order by h.kind desc, h.first desc, n.name, h.id limit 50`.execute(db);
  return rows.map(({ kind, id, position, acting, agencyId, name, shortName, giverId, giver, until }) => ({
    kind,
    id,
    position,
    acting,
    unit: { id: agencyId, name, shortName },
    onBehalfOf: giverId && giver ? { id: giverId, name: giver } : null,
    until,
  }));
}

export async function saveHat(
  trx: Transaction<DirectoryTables>,
  sessionId: string,
  { kind, id }: Pick<Hat, 'kind' | 'id'>,
) {
  const hat = kind === 'post' ? { assignment_id: id, delegation_id: null } : { assignment_id: null, delegation_id: id };
  await trx
    .insertInto('directory.session_hat')
    .values({ session_id: sessionId, ...hat })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(hat))
    .execute();
}
