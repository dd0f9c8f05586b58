import type { Transaction } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Move } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import {
  countChangedSince,
  countOnFounded,
  countOnPosts,
  findReturning,
  type Journal,
  readJournal,
  undoChanges,
} from './changes.repo.ts';
import { closesCircle } from './circle.ts';
import { openWork } from './open-work.ts';
import { findAppliedOn, type ReorganisationRecord, setState } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';
import { readTree } from './world.repo.ts';
import { movesOf } from './world.ts';

/**
 * Undoes an applied reorganisation whole: every row is again as it was before. Refused once something later stands on
 * it; the answer says what.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, directory.reorganisation_stands,
 *   directory.code_taken when another agency bears a code by now
 */
export async function revertReorganisation(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      const { record, moves } = await takeReorganisation(ctx, tx, id, ['applied']);
      const journal = await readJournal(trx, id);
      const reasons = await whatStands(ctx, trx, { record, moves, journal });
      if (reasons.length > 0) {
        throw directoryErrors.fail('directory.reorganisation_stands', { detail: `${reasons.join('; ')}.` });
      }
      await undoChanges(trx, id, journal);
      await setState(trx, id, 'reverted');
      const counts = { ended: journal.ended.length, begun: journal.begun.length };
      tell(tx, 'revert', id, { state: 'applied', ...counts }, { state: 'reverted' });
      for (const move of moves) {
        const agencyId = move.kind === 'found' ? move.toId : move.fromId;
        tx.audit({
          action: 'directory.agency.revert',
          subject: { type: 'directory.agency', id: agencyId },
          unitId: agencyId,
          before: { kind: move.kind, reorganisationId: id, from: record.effectiveOn },
          after: null,
        });
      }
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
}

const THING: Record<string, string> = {
  'directory.agency': 'agencies',
  'directory.agency_name': 'names',
  'directory.agency_code': 'codes',
  'directory.agency_parent': 'parents',
  'directory.agency_link': 'links',
  'directory.agency_image': 'pictures',
  'directory.assignment': 'posts',
  'directory.role_grant': 'rights',
  'directory.delegation': 'delegations',
};

interface Parts {
  record: ReorganisationRecord;
  moves: readonly Move[];
  journal: Journal;
}

/** Why it cannot be undone any more, in words; empty when it can. */
async function whatStands(
  ctx: Context,
  trx: Transaction<DirectoryTables>,
  { record, moves, journal }: Parts,
): Promise<string[]> {
  const founded = movesOf(moves, 'found').map((move) => move.toId);
  const later = await findAppliedOn(trx, founded, record.id);
  const since = await countChangedSince(trx, record.effectiveOn, journal);
  const added = await countOnFounded(trx, founded, journal);
  const unfound = founded.map((fromId) => ({ kind: 'abolish', fromId, toId: null, day: record.effectiveOn }));
  const hanging = await countOnPosts(trx, journal);
  const work = await openWork(ctx, unfound);
  const { parents, gone } = await findReturning(trx, journal);
  const own = new Set(journal.begun.map(({ row }) => row.id));
  const circles = closesCircle(await readTree(trx, record.effectiveOn), own, parents);
  return [
    ...later.map((title) => `another reorganisation stands on it: ${title}`),
    ...[...since].map(([table, count]) => `${count} ${THING[table]} were changed since`),
    ...[...added].map(([table, count]) => `${count} ${THING[table]} were added to founded agencies since`),
    ...[...hanging].map(([table, count]) => `${count} ${THING[table]} hang on posts that it began`),
    ...(gone > 0 ? [`${gone} agencies would stand below one that has ended since`] : []),
    ...(circles.length > 0 ? [`${circles.length} agencies would stand below themselves`] : []),
    ...work.map(({ module, count }) => `${module} has ${count} open things at a founded agency`),
  ];
}
