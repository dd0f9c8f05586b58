import { type Kysely, sql, type Transaction } from 'kysely';
import type { Delegation, DelegationScope, DelegationState } from '../../contract.ts';
import { comesIn, type Holding, holds } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** One link of a chain of delegations. */
export interface Link {
  id: string;
  giverId: string;
  takerId: string;
  assignmentId: string;
  sourceId: string | null;
  permissions: string[];
  scope: DelegationScope;
  agencyId: string | null;
  onward: boolean;
  /** Its own period and the giver's post hold on the day, and nobody has taken it back. */
  holds: boolean;
}

/** A chain longer than this gives nothing. */
const LINKS_MOST = 5;

/** A delegation with those from which it comes: the one of the post first, the one asked for last. */
export async function findChain(db: Db, id: string, day: Day): Promise<Link[]> {
  const { rows } = await sql<Link>`
    with recursive chain as (
      select d.*, 1 as depth from directory.delegation d where d.id = ${id}
      union all
      select d.*, chain.depth + 1 from chain join directory.delegation d on d.id = chain.source_id
      where chain.depth < ${LINKS_MOST}::int
    )
    select c.id, c.giver_id as "giverId", c.taker_id as "takerId", c.assignment_id as "assignmentId",
      c.source_id as "sourceId", c.permissions, c.scope, c.agency_id as "agencyId", c.onward,
      (c.revoked_at is null and ${inForce('c', day)} and ${inForce('s', day)}) as holds
    from chain c join directory.assignment s on s.id = c.assignment_id
    order by c.depth desc`.execute(db);
  return rows;
}

interface FlatDelegation {
  id: string;
  giverId: string;
  giver: string;
  takerId: string;
  taker: string;
  assignmentId: string;
  position: string;
  postAgencyId: string;
  postAgency: string;
  postAgencyShort: string;
  permissions: string[];
  scope: DelegationScope;
  agencyId: string | null;
  agency: string | null;
  agencyShort: string | null;
  from: string;
  to: string;
  legalBasis: string;
  onward: boolean;
  handedOn: boolean;
  state: DelegationState;
}

/** What a person has lent and was lent, newest first. */
export async function listDelegationsOf(db: Db, personId: string, day: Day): Promise<Omit<Delegation, 'can'>[]> {
  const nameOf = (column: string) => sql`left join lateral (
    select name, short_name from directory.agency_name x where x.agency_id = ${sql.ref(column)}
    order by ${inForce('x', day)} desc, x.valid_from desc nulls last limit 1)`;
  const { rows } = await sql<FlatDelegation>`
    select d.id, d.giver_id as "giverId", g.name as giver, d.taker_id as "takerId", t.name as taker,
      d.assignment_id as "assignmentId", po.name as position, s.agency_id as "postAgencyId", pn.name as "postAgency",
      pn.short_name as "postAgencyShort", d.permissions, d.scope, d.agency_id as "agencyId", dn.name as agency,
      dn.short_name as "agencyShort", d.valid_from as "from", d.valid_to as "to", d.legal_basis as "legalBasis",
      d.onward, d.source_id is not null as "handedOn",
      case when d.revoked_at is not null then 'revoked'
        when d.valid_from > ${day}::date then 'coming'
        when ${inForce('d', day)} and ${inForce('s', day)} then 'in_force' else 'ended' end as state
    from directory.delegation d
    join directory.person g on g.id = d.giver_id
    join directory.person t on t.id = d.taker_id
    join directory.assignment s on s.id = d.assignment_id
    join directory.position po on po.id = s.position_id
    ${nameOf('s.agency_id')} pn on true
    ${nameOf('d.agency_id')} dn on true
    where d.giver_id = ${personId} or d.taker_id = ${personId}
    order by d.valid_from desc, d.id desc limit 100`.execute(db);
  return rows.map(toDelegation);
}

function toDelegation(flat: FlatDelegation): Omit<Delegation, 'can'> {
  const { id, permissions, scope, legalBasis, onward, handedOn, state, from, to } = flat;
  return {
    id,
    giver: { id: flat.giverId, name: flat.giver },
    taker: { id: flat.takerId, name: flat.taker },
    assignment: {
      id: flat.assignmentId,
      position: flat.position,
      agency: { id: flat.postAgencyId, name: flat.postAgency, shortName: flat.postAgencyShort },
    },
    permissions,
    scope,
    agency:
      flat.agencyId && flat.agency
        ? { id: flat.agencyId, name: flat.agency, shortName: flat.agencyShort ?? flat.agency }
        : null,
    period: { from, to },
    legalBasis,
    onward,
    handedOn,
    state,
  };
}

/**
 * What is lent on a day from posts whose holder has one of the roles there, to people who can sign in. What it gives of
 * them its chain decides.
 */
export async function findLentFrom(db: Db, holding: Holding): Promise<{ id: string; takerId: string }[]> {
  const { day } = holding;
  const { rows } = await sql<{ id: string; takerId: string }>`
    select d.id, d.taker_id as "takerId"
    from directory.delegation d
    join directory.assignment s on s.id = d.assignment_id and ${inForce('s', day)}
    where d.revoked_at is null and ${inForce('d', day)}
      and ${holds('s.person_id', holding, sql`g.assignment_id = s.id`)} and ${comesIn('d.taker_id', day)}`.execute(db);
  return rows;
}

export interface NewDelegation extends Omit<Link, 'holds'> {
  legalBasis: string;
  from: Day;
  to: Day;
}

export async function insertDelegation(trx: Transaction<DirectoryTables>, row: NewDelegation): Promise<void> {
  await trx
    .insertInto('directory.delegation')
    .values({
      id: row.id,
      assignment_id: row.assignmentId,
      giver_id: row.giverId,
      taker_id: row.takerId,
      source_id: row.sourceId,
      permissions: row.permissions,
      scope: row.scope,
      agency_id: row.agencyId,
      onward: row.onward,
      legal_basis: row.legalBasis,
      valid_from: row.from,
      valid_to: row.to,
    })
    .execute();
}

/** With the agency of the post; locked, so that it is taken back once. */
export async function takeDelegation(trx: Transaction<DirectoryTables>, id: string) {
  const row = await trx
    .selectFrom('directory.delegation as d')
    .innerJoin('directory.assignment as s', 's.id', 'd.assignment_id')
    .select([
      'd.id',
      'd.giver_id as giverId',
      'd.taker_id as takerId',
      'd.valid_to as to',
      'd.revoked_at as revokedAt',
      's.agency_id as agencyId',
    ])
    .where('d.id', '=', id)
    .forUpdate('d')
    .executeTakeFirst();
  return row ?? null;
}

export async function revoke(trx: Transaction<DirectoryTables>, id: string, at: Date): Promise<void> {
  await trx.updateTable('directory.delegation').set({ revoked_at: at }).where('id', '=', id).execute();
}
