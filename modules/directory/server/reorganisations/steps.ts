import { platformErrors } from '#platform/errors.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { Move, ReorganisationState } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { requireReorganise } from './policy.ts';
import { findMoves, lockReorganisation, type ReorganisationRecord } from './reorganisations.repo.ts';

/** Live topic of one reorganisation; screens that show it ask again. */
export const reorganisationTopic = (id: string): string => `directory.reorganisation:${id}`;

/**
 * Takes a reorganisation for a change: locked, in one of these states, at the version that the caller has seen.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, platform.conflict, platform.forbidden
 */
export async function takeReorganisation(
  ctx: Context,
  tx: Tx,
  id: string,
  states: readonly ReorganisationState[],
  version?: number,
): Promise<{ record: ReorganisationRecord; moves: Move[] }> {
  const trx = tx.as<DirectoryTables>();
  const record = await lockReorganisation(trx, id);
  if (!record) throw directoryErrors.fail('directory.reorganisation_not_found');
  const moves = await findMoves(trx, id);
  requireReorganise(ctx, moves);
  if (!states.includes(record.state)) {
    throw directoryErrors.fail('directory.reorganisation_state', {
      detail: `It is ${record.state}; this needs ${states.join(' or ')}.`,
    });
  }
  if (version !== undefined && version !== record.version) throw platformErrors.fail('platform.conflict');
  return { record, moves };
}

/** Writes the change to the audit and tells the screens. */
export function tell(tx: Tx, verb: string, id: string, before: unknown, after: unknown): void {
  tx.audit({
    action: `directory.reorganisation.${verb}`,
    subject: { type: 'directory.reorganisation', id },
    before,
    after,
  });
  tx.emit({ topic: reorganisationTopic(id) });
}
