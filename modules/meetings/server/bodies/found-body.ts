import { v7 as uuidv7 } from 'uuid';
import { findAgencyBriefs } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { FoundBody } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import { insertAct, insertBody, insertSeats, putRules } from './bodies.repo.ts';
import { makeSeats } from './seats.ts';

/**
 * Founds a body by a decision, with its seats and rules; answers its id.
 * @throws meetings.agency_not_found, meetings.person_not_found, meetings.unit_not_found
 */
export async function foundBody(ctx: Context, given: FoundBody): Promise<string> {
  requirePermission(ctx, 'meetings.body.write', given.agencyId);
  const input = FoundBody.parse(given);
  const agencies = await findAgencyBriefs(ctx.platform, [input.agencyId]);
  if (!agencies.has(input.agencyId)) throw meetingsErrors.fail('meetings.agency_not_found');
  const { agencyId, kind, name, shortName = input.name, decision, decidedOn, effectiveOn, note } = input;
  const body = { id: uuidv7(), agencyId, kind, name, shortName, foundedOn: effectiveOn, endedOn: null };
  const act = { id: uuidv7(), kind: 'found' as const, decision, decidedOn, effectiveOn, note, name, shortName };
  const numbered = input.seats.map((seat, place) => ({ seat, place }));
  const seats = await makeSeats(ctx, act.id, effectiveOn, numbered);
  const rules = { id: uuidv7(), actId: act.id, from: effectiveOn, rules: input.rules, source: input.rulesSource };
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    await insertBody(trx, body);
    await insertAct(trx, body.id, act);
    await insertSeats(trx, body.id, seats);
    await putRules(trx, body.id, rules);
    tx.audit({
      action: 'meetings.body.found',
      subject: { type: 'meetings.body', id: body.id },
      unitId: agencyId,
      before: null,
      after: { ...body, act, seats, rules },
    });
  });
  return body.id;
}
