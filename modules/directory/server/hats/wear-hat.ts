import type { Kysely } from 'kysely';
import { type PersonActor, requirePerson } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { WearHat } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { forgetRights, RIGHTS_CHANGED } from '../cache.ts';
import { findActor } from '../roles/rights.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { findHats, saveHat } from './hats.repo.ts';

/**
 * Puts another hat on for the rest of the session: rights of the other posts hold no more, and what is done is recorded
 * under this one. Answers who the caller is now.
 * @throws directory.hat_not_found
 */
export async function wearHat(ctx: Context, given: WearHat): Promise<PersonActor> {
  const me = requirePerson(ctx);
  const wanted = WearHat.parse(given);
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const hats = await findHats(db, me.personId, dayOf(ctx.platform.now()));
  if (!hats.some(({ kind, id }) => kind === wanted.kind && id === wanted.id)) {
    throw directoryErrors.fail('directory.hat_not_found');
  }
  await transact(ctx, async (tx) => {
    await saveHat(tx.as<DirectoryTables>(), me.sessionId, wanted);
    tx.audit({
      action: 'directory.session.wear_hat',
      subject: { type: 'directory.person', id: me.personId },
      unitId: me.unitId,
      before: { assignmentId: me.assignmentId ?? null, onBehalfOf: me.onBehalfOf ?? null },
      after: wanted,
    });
    tx.emit({ topic: RIGHTS_CHANGED });
  });
  forgetRights(ctx.platform);
  const { accountId, sessionId, method = 'password' } = me;
  return (await findActor(ctx.platform, { accountId, sessionId, method })) ?? me;
}
