import { hasDuty, type Seat } from '../sessions/seat.ts';

const BEGUN = ['open', 'paused', 'closed'];

/** The secretary writes down what the chair concludes, while the session goes on and after it. */
export function mayWrite(seat: Seat): boolean {
  return BEGUN.includes(seat.session.state) && hasDuty(seat, 'secretary', 'chair');
}

/** Only the chair's word makes a conclusion. */
export function mayConfirm(seat: Seat): boolean {
  return BEGUN.includes(seat.session.state) && hasDuty(seat, 'chair');
}
