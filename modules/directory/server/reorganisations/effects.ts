import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { AgencyRef, Move, ReorganisationEffects } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayBefore } from '../time/day.ts';
import { findPeopleNames, findPositionNames, findRoleNames } from './names.repo.ts';
import { openWork } from './open-work.ts';
import type { Plan } from './plan.ts';
import { findRefs } from './reorganisations.repo.ts';
import { agenciesOf, endingAgencies, movesOf, type World } from './world.ts';

/** Rows shown of each kind; the counts are of all. */
const SHOWN = 200;

interface Parts {
  moves: readonly Move[];
  world: World;
  plan: Plan;
}

/** Puts names to a plan, and asks the other modules what stands open. */
export async function describeEffects(ctx: Context, { moves, world, plan }: Parts): Promise<ReorganisationEffects> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const shownPosts = plan.posts.slice(0, SHOWN);
  const shownRights = plan.rights.slice(0, SHOWN);
  const shownLent = plan.lent.slice(0, SHOWN);
  const people = [
    ...[...shownPosts, ...shownRights].map((one) => one.personId),
    ...shownLent.flatMap(({ giverId, takerId }) => [giverId, takerId]),
  ];
  const [persons, positions, roles, name, work] = [
    await findPeopleNames(db, people),
    await findPositionNames(
      db,
      shownPosts.map((post) => post.positionId),
    ),
    await findRoleNames(
      db,
      shownRights.map((right) => right.roleId),
    ),
    await namer(db, { moves, world, plan }),
    await openWork(ctx, unitMoves(moves, world.day)),
  ];
  const heirs = Map.groupBy(
    moves.filter((move) => move.kind === 'merge' || move.kind === 'split'),
    (move) => move.fromId,
  );
  return {
    problems: plan.problems.map(({ code, moveId, agencyId, detail }) => ({
      code,
      moveId,
      agency: agencyId === null ? null : name(agencyId),
      detail,
    })),
    ends: some([...endingAgencies(moves)], (id) => ({
      agency: name(id),
      heirs: (heirs.get(id) ?? []).flatMap((move) => (move.toId === null ? [] : [name(move.toId)])),
    })),
    founded: some(movesOf(moves, 'found'), ({ toId, parentId }) => ({
      agency: name(toId),
      parent: parentId === null ? null : name(parentId),
    })),
    renamed: some(movesOf(moves, 'rename'), (move) => ({ agency: name(move.fromId), name: move.name })),
    moved: some(plan.moved, ({ agencyId, from, to }) => ({ agency: name(agencyId), from: name(from), to: name(to) })),
    codes: some(codesOf(plan, world), ({ agencyId, ...code }) => ({ agency: name(agencyId), ...code })),
    posts: some(plan.posts, ({ personId, positionId, from, to, joined }) => ({
      person: persons.get(personId) ?? '',
      position: positions.get(positionId) ?? '',
      from: name(from),
      to: to === null ? null : name(to),
      joined,
    })),
    postsEnding: plan.posts.filter((post) => post.to === null).length,
    roles: some(plan.rights, ({ personId, roleId, from, to, ends }) => ({
      person: persons.get(personId) ?? '',
      role: roles.get(roleId) ?? '',
      from: from === null ? null : name(from),
      to: to === null ? null : name(to),
      ends,
    })),
    rolesEnding: plan.rights.filter((right) => right.ends).length,
    lent: some(plan.lent, ({ giverId, takerId, agencyId }) => ({
      giver: persons.get(giverId) ?? '',
      taker: persons.get(takerId) ?? '',
      agency: name(agencyId),
    })),
    guessed: moves.filter((move) => 'guess' in move && move.guess !== null).length,
    work: work.map(({ unitId, ...one }) => ({ ...one, agency: name(unitId) })),
  };
}

/** The moves as other modules see them. */
export function unitMoves(moves: readonly Move[], day: string) {
  return moves.flatMap((move) =>
    move.kind === 'merge' || move.kind === 'split' || move.kind === 'abolish'
      ? [{ kind: move.kind, fromId: move.fromId, toId: 'toId' in move ? move.toId : null, day }]
      : [],
  );
}

function some<Row, Shown>(rows: readonly Row[], show: (row: Row) => Shown): { count: number; rows: Shown[] } {
  return { count: rows.length, rows: rows.slice(0, SHOWN).map(show) };
}

function codesOf(plan: Plan, world: World) {
  const ended = new Set(plan.ended.map(({ rowId }) => rowId));
  return [
    ...world.codes
      .filter((row) => ended.has(row.id))
      .map(({ agency_id, system, code }) => ({ agencyId: agency_id, system, code, what: 'ends' as const })),
    ...plan.begun
      .filter(({ table }) => table === 'directory.agency_code')
      .map(({ row }) => row as unknown as World['codes'][number])
      .map(({ agency_id, system, code }) => ({ agencyId: agency_id, system, code, what: 'begins' as const })),
  ];
}

/** Names an agency: a founded one by its move, every other as on the day before. */
async function namer(db: Kysely<DirectoryTables>, { moves, world, plan }: Parts): Promise<(id: string) => AgencyRef> {
  const ids = agenciesOf(moves);
  for (const { agencyId, from, to } of plan.moved) for (const id of [agencyId, from, to]) ids.add(id);
  for (const { agencyId } of plan.problems) if (agencyId !== null) ids.add(agencyId);
  const refs = await findRefs(db, [...ids], dayBefore(world.day));
  const founded = new Map(movesOf(moves, 'found').map((move) => [move.toId, move.unit]));
  return (id) => {
    const unit = founded.get(id);
    if (unit) return { id, name: unit.name, shortName: unit.shortName };
    return refs.get(id) ?? { id, name: id, shortName: id };
  };
}
