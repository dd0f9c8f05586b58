import type { Context } from '#platform/server/context.ts';
import type { Duty } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { hasDuty, type Seat } from '../sessions/seat.ts';
import { isBeforeOpening } from '../sessions/states.ts';

/** Duties by which votes are opened, counted or the record is kept. */
const GUARDED: readonly Duty[] = ['chair', 'secretary', 'counting'];

/**
 * Nobody who only prepares a session makes themselves its chair, its secretary or its counting board; once it has opened,
 * its chair alone changes duties.
 * @throws meetings.own_duty, meetings.duty_missing
 */
export function requireMayGiveDuties(
  ctx: Context,
  seat: Seat,
  personId: string | null,
  before: readonly Duty[],
  after: readonly Duty[],
): void {
  const changed = after.some((duty) => !before.includes(duty)) || before.some((duty) => !after.includes(duty));
  if (!changed || hasDuty(seat, 'chair')) return;
  if (!isBeforeOpening(seat.session.state)) {
    throw meetingsErrors.fail('meetings.duty_missing', {
      detail: 'Once it has opened, only the chair changes duties.',
    });
  }
  const own = ctx.actor.kind === 'person' && personId === ctx.actor.personId;
  if (own && GUARDED.some((duty) => after.includes(duty) && !before.includes(duty))) {
    throw meetingsErrors.fail('meetings.own_duty');
  }
}
