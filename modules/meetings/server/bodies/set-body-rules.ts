import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SetBodyRules } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import { findRulesOn, lockBody, putRules } from './bodies.repo.ts';
import { requireBody } from './get-body.ts';

/**
 * Gives a body other rules from a day on. Sessions that have opened keep those under which they opened.
 * @throws meetings.body_not_found, meetings.body_ended
 */
export async function setBodyRules(ctx: Context, id: string, given: SetBodyRules): Promise<void> {
  requirePermission(ctx, 'meetings.body.write', (await requireBody(ctx, id)).agencyId);
  const { from, rules, source } = SetBodyRules.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const body = await lockBody(trx, id);
    if (!body) throw meetingsErrors.fail('meetings.body_not_found');
    if (body.endedOn !== null) throw meetingsErrors.fail('meetings.body_ended');
    const before = await findRulesOn(trx, id, from);
    const after = { id: uuidv7(), actId: null, from, rules, source };
    await putRules(trx, id, after);
    tx.audit({
      action: 'meetings.body.set_rules',
      subject: { type: 'meetings.body', id },
      unitId: body.agencyId,
      before,
      after,
    });
  });
}
