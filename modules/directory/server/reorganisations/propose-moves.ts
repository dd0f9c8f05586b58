import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Move, Proposal } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findBriefs } from '../agencies/briefs.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayBefore } from '../time/day.ts';
import { canReadReorganisation } from './policy.ts';
import { type Heir, type OldUnit, proposeHeirs } from './propose.ts';
import { findMoves, findReorganisation } from './reorganisations.repo.ts';
import { movesOf } from './world.ts';

/**
 * Proposes where each undecided unit of a merger goes; nothing is written.
 * @throws directory.reorganisation_not_found
 */
export async function proposeMoves(ctx: Context, id: string): Promise<Proposal[]> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const record = await findReorganisation(db, id);
  if (!record || !canReadReorganisation(ctx.actor, record.state)) {
    throw directoryErrors.fail('directory.reorganisation_not_found');
  }
  const moves = await findMoves(db, id);
  const day = dayBefore(record.effectiveOn);
  // Units already decided stand among the old ones too: they show which district an heir comes from.
  const proposals = proposeHeirs(await oldUnits(db, moves, day), await heirsOf(db, moves, day));
  const undecided = new Set(movesOf(moves, 'merge').flatMap((move) => (move.toId === null ? [move.id] : [])));
  return proposals.filter((proposal) => undecided.has(proposal.moveId));
}

async function oldUnits(db: Kysely<DirectoryTables>, moves: readonly Move[], day: Day): Promise<OldUnit[]> {
  const merges = new Map(movesOf(moves, 'merge').map((move) => [move.fromId, move.id]));
  const briefs = await findBriefs(db, day, [...merges.keys()]);
  const rootOf = await roots(
    db,
    briefs.map((brief) => brief.parentId),
    day,
  );
  return briefs.map(({ id, shortName, level, statisticsCode, parentId }) => ({
    moveId: merges.get(id) as string,
    name: shortName,
    level,
    statisticsCode,
    parentId,
    rootId: rootOf(parentId),
  }));
}

/** Walks all given agencies up to their roots, one level a question. */
async function roots(db: Kysely<DirectoryTables>, ids: readonly (string | null)[], day: Day) {
  const parents = new Map<string, string | null>();
  let open = [...new Set(ids.filter((id) => id !== null))];
  while (open.length > 0) {
    for (const brief of await findBriefs(db, day, open)) parents.set(brief.id, brief.parentId);
    const next = open.map((id) => parents.get(id)).filter((id) => id !== null && id !== undefined);
    open = [...new Set(next)].filter((id) => !parents.has(id));
  }
  return (start: string | null): string | null => {
    let id = start;
    while (id !== null && parents.get(id)) id = parents.get(id) ?? null;
    return id;
  };
}

async function heirsOf(db: Kysely<DirectoryTables>, moves: readonly Move[], day: Day): Promise<Heir[]> {
  const founded = movesOf(moves, 'found').map(({ toId, unit }) => ({
    id: toId,
    name: unit.shortName,
    level: unit.level as string,
    statisticsCode: unit.codes.find(({ system }) => system === 'statistics')?.code ?? null,
  }));
  const ids = new Set(movesOf(moves, 'merge').flatMap(({ toId }) => (toId === null ? [] : [toId])));
  for (const { id } of founded) ids.delete(id);
  const standing = await findBriefs(db, day, [...ids]);
  return [...founded, ...standing.map(({ shortName, ...brief }) => ({ ...brief, name: shortName }))];
}
