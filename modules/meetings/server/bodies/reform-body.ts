import { v7 as uuidv7 } from 'uuid';
import type { Day } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ReformBody } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import {
  type BodyRecord,
  endSeats,
  findActs,
  findSeatsOn,
  insertAct,
  insertSeats,
  lockBody,
  setPlaces,
  updateBody,
} from './bodies.repo.ts';
import { requireBody } from './get-body.ts';
import { chairsAfter, planReform } from './plan-reform.ts';
import { makeSeats } from './seats.ts';

type Trx = Parameters<typeof lockBody>[0];

/**
 * Re-forms a body (kiện toàn) as one act over all its seats: those named stay, the others end, new ones begin on that
 * day. Nothing of before is changed. Acts follow one another: none takes effect before the last.
 * @throws meetings.body_not_found, meetings.body_ended, meetings.act_before, meetings.reform_empty,
 *   meetings.seat_not_found, meetings.person_not_found, meetings.unit_not_found, meetings.two_chairs
 */
export async function reformBody(ctx: Context, id: string, given: ReformBody): Promise<void> {
  requirePermission(ctx, 'meetings.body.write', (await requireBody(ctx, id)).agencyId);
  const input = ReformBody.parse(given);
  const { decision, decidedOn, effectiveOn, note, name, shortName } = input;
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const before = await requireOpenBody(trx, id, effectiveOn);
    const held = await findSeatsOn(trx, id, effectiveOn);
    const plan = planReform(held, input.seats);
    if (plan.begin.length + plan.end.length === 0 && name === undefined && shortName === undefined) {
      throw meetingsErrors.fail('meetings.reform_empty');
    }
    if (chairsAfter(held, plan) > 1) throw meetingsErrors.fail('meetings.two_chairs');
    const after: BodyRecord = {
      ...before,
      name: name ?? before.name,
      shortName: shortName ?? name ?? before.shortName,
    };
    const act = {
      id: uuidv7(),
      kind: 'reform' as const,
      decision,
      decidedOn,
      effectiveOn,
      note,
      name: name === undefined && shortName === undefined ? null : after.name,
      shortName: name === undefined && shortName === undefined ? null : after.shortName,
    };
    const begun = await makeSeats(ctx, act.id, effectiveOn, plan.begin);
    await insertAct(trx, id, act);
    await endSeats(trx, plan.end, act.id, effectiveOn);
    await insertSeats(trx, id, begun);
    await setPlaces(trx, plan.stay);
    await updateBody(trx, after);
    tx.audit({
      action: 'meetings.body.reform',
      subject: { type: 'meetings.body', id },
      unitId: before.agencyId,
      before: { ...before, seats: held },
      after: { ...after, act, ended: plan.end, begun },
    });
  });
}

/**
 * Locks a body that lives and whose last act does not come after this day.
 * @throws meetings.body_not_found, meetings.body_ended, meetings.act_before
 */
export async function requireOpenBody(trx: Trx, id: string, effectiveOn: Day): Promise<BodyRecord> {
  const body = await lockBody(trx, id);
  if (!body) throw meetingsErrors.fail('meetings.body_not_found');
  if (body.endedOn !== null) throw meetingsErrors.fail('meetings.body_ended');
  const last = (await findActs(trx, id)).find(({ kind }) => kind !== 'rules');
  if (last && last.effectiveOn > effectiveOn) {
    const message = `The last decision holds from ${last.effectiveOn}; give that day or a later one.`;
    throw meetingsErrors.fail('meetings.act_before', {
      fields: [{ path: 'body.effectiveOn', code: 'meetings.act_day', message, values: { day: last.effectiveOn } }],
    });
  }
  return body;
}
