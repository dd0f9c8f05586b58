import type { AuditEntry } from '#platform/server/audit/audit.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { Move } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED } from '../cache.ts';
import { peopleWhoMay } from '../roles/people-who-may.ts';
import type { DirectoryTables } from '../tables.ts';
import { writeChanges } from './changes.repo.ts';
import type { Problem } from './check-moves.ts';
import { rightsBeyondOwn } from './held-rights.ts';
import { type Plan, planMoves } from './plan.ts';
import { type ReorganisationRecord, setState } from './reorganisations.repo.ts';
import { tell } from './steps.ts';
import { readWorld } from './world.repo.ts';
import { endingAgencies, movesOf } from './world.ts';

/**
 * Writes a reorganisation into the records, in the caller's transaction. It is planned anew: what was ready at the
 * preview may be so no longer.
 * @throws directory.reorganisation_blocked
 */
export async function applyMoves(
  ctx: Context,
  tx: Tx,
  record: ReorganisationRecord,
  moves: readonly Move[],
): Promise<void> {
  const trx = tx.as<DirectoryTables>();
  const { id, effectiveOn: day, legal } = record;
  const world = await readWorld(trx, moves, day);
  const plan = planMoves(moves, world, { id, legalBasis: record.legal.number });
  const problems = [...plan.problems, ...(await rightsBeyondOwn(ctx, plan, moves))];
  if (problems.length > 0) throw blocked(problems);
  await writeChanges(trx, id, day, plan);
  await setState(trx, id, 'applied', { appliedAt: ctx.platform.now() });
  for (const entry of agencyEntries(record, moves)) tx.audit(entry);
  tell(tx, 'apply', id, { state: record.state }, { state: 'applied', effectiveOn: day, ...countsOf(plan, moves) });
  tx.emit({ topic: CHANGED });
  tx.notify({
    to: await peopleWhoMay(ctx.platform, 'directory.agency.write', moves.flatMap(unitsOf)),
    kind: 'directory.reorganisation_applied',
    subject: { type: 'directory.reorganisation', id },
    text: 'directory:notice.reorganised',
    values: { legal: legal.number },
    link: `/reorganisations/${id}`,
  });
}

/** The agencies that a move concerns; one that it founds has nobody of its own yet. */
function unitsOf(move: Move): string[] {
  const from = 'fromId' in move ? move.fromId : null;
  const to = 'toId' in move ? move.toId : null;
  return [from, to].filter((id) => id !== null);
}

/** One row for each agency whose life changes, so that it is found in the agency's own audit. */
function agencyEntries({ id, effectiveOn, legal }: ReorganisationRecord, moves: readonly Move[]): AuditEntry[] {
  return moves.map((move) => {
    const agencyId = move.kind === 'found' ? move.toId : move.fromId;
    const { id: moveId, ...after } = move;
    return {
      action: `directory.agency.${move.kind}`,
      subject: { type: 'directory.agency', id: agencyId },
      unitId: agencyId,
      before: null,
      after: { ...after, moveId, reorganisationId: id, legalBasis: legal.number, from: effectiveOn },
    };
  });
}

function countsOf(plan: Plan, moves: readonly Move[]) {
  return {
    ended: endingAgencies(moves).size,
    founded: movesOf(moves, 'found').length,
    moved: plan.moved,
    posts: plan.posts,
    rights: plan.rights,
    lent: plan.lent,
  };
}

const TOLD = 20;

function blocked(problems: readonly Problem[]) {
  const lines = problems
    .slice(0, TOLD)
    .map(({ code, agencyId, detail }) => [code, agencyId, detail].filter(Boolean).join(' '));
  const more = problems.length > TOLD ? `; and ${problems.length - TOLD} more` : '';
  return directoryErrors.fail('directory.reorganisation_blocked', { detail: `${lines.join('; ')}${more}` });
}
