import type { NewSeat, ReformBody } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { SeatRecord } from './bodies.repo.ts';

export interface ReformPlan {
  /** Seats that stay as they are, at their place from now on. */
  stay: { id: string; place: number }[];
  begin: { seat: NewSeat; place: number }[];
  /** Ids of the seats that end. */
  end: string[];
}

/**
 * What a re-formation does to the seats held on its day: those named stay, the others end, new ones begin. Whoever gets
 * another office has a new seat: the old one stands in the past as it was.
 * @throws meetings.seat_not_found, meetings.reform_empty, platform.input_invalid
 */
export function planReform(held: readonly SeatRecord[], wanted: ReformBody['seats']): ReformPlan {
  const byId = new Map(held.map((seat) => [seat.id, seat]));
  const stay: ReformPlan['stay'] = [];
  const begin: ReformPlan['begin'] = [];
  for (const [place, one] of wanted.entries()) {
    if (!('seatId' in one)) begin.push({ seat: one, place });
    else if (byId.delete(one.seatId)) stay.push({ id: one.seatId, place });
    else {
      const message = 'Name a seat that is held on that day, once.';
      throw meetingsErrors.fail('meetings.seat_not_found', {
        fields: [{ path: `body.seats.${place}.seatId`, code: 'meetings.choose_again', message }],
      });
    }
  }
  return { stay, begin, end: [...byId.keys()] };
}

/** Chairs after a plan: at most one may be. */
export function chairsAfter(held: readonly SeatRecord[], { stay, begin }: ReformPlan): number {
  const staying = new Set(stay.map(({ id }) => id));
  return (
    held.filter(({ id, office }) => staying.has(id) && office === 'chair').length +
    begin.filter(({ seat }) => seat.office === 'chair').length
  );
}
