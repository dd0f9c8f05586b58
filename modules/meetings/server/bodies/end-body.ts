import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { EndBody } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import { endSeats, findSeatsOn, insertAct, meetsFrom, updateBody } from './bodies.repo.ts';
import { requireBody } from './get-body.ts';
import { requireOpenBody } from './reform-body.ts';

/**
 * Ends a body by a decision: all its seats end, it meets no more, everything is kept.
 * @throws meetings.body_not_found, meetings.body_ended, meetings.act_before, meetings.body_meets
 */
export async function endBody(ctx: Context, id: string, given: EndBody): Promise<void> {
  requirePermission(ctx, 'meetings.body.write', (await requireBody(ctx, id)).agencyId);
  const input = EndBody.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const before = await requireOpenBody(trx, id, input.effectiveOn);
    if (await meetsFrom(trx, id, input.effectiveOn)) throw meetingsErrors.fail('meetings.body_meets');
    const held = await findSeatsOn(trx, id, input.effectiveOn);
    const act = { id: uuidv7(), kind: 'end' as const, ...input, name: null, shortName: null };
    const after = { ...before, endedOn: input.effectiveOn };
    await insertAct(trx, id, act);
    const ended = held.map((seat) => seat.id);
    await endSeats(trx, ended, act.id, input.effectiveOn);
    await updateBody(trx, after);
    tx.audit({
      action: 'meetings.body.end',
      subject: { type: 'meetings.body', id },
      unitId: before.agencyId,
      before,
      after: { ...after, act, ended },
    });
  });
}
