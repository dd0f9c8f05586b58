import { v7 as uuidv7 } from 'uuid';
import { type Day, findAgencyBriefs, findPersonBriefs } from '#modules/directory/server/index.ts';
import type { FieldProblem } from '#platform/errors.ts';
import type { Context } from '#platform/server/context.ts';
import type { NewSeat } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { NewSeatRecord } from './bodies.repo.ts';

/**
 * Seats as they are kept: the directory is asked who sits in them. A person's name, title and unit are those of the day
 * on which the seat begins, unless they are given.
 * @throws meetings.person_not_found, meetings.unit_not_found naming each bad seat
 */
export async function makeSeats(
  ctx: Context,
  actId: string,
  from: Day,
  seats: readonly { seat: NewSeat; place: number }[],
): Promise<NewSeatRecord[]> {
  const given = seats.map(({ seat }) => seat);
  const people = await findPersonBriefs(ctx.platform, given.map(({ personId }) => personId).filter(isGiven), from);
  const units = await findAgencyBriefs(ctx.platform, given.map(({ unitId }) => unitId).filter(isGiven));
  refuseUnknown('meetings.person_not_found', 'personId', 'Choose a person of the directory.', seats, people);
  refuseUnknown('meetings.unit_not_found', 'unitId', 'Choose an agency that exists today.', seats, units);
  return seats.map(({ seat, place }) => {
    const person = seat.personId === null ? undefined : people.get(seat.personId);
    return {
      id: uuidv7(),
      actId,
      office: seat.office,
      personId: seat.personId,
      name: person?.name ?? seat.name ?? '',
      title: seat.title === '' ? (person?.position ?? '') : seat.title,
      unitId: seat.unitId ?? person?.unitId ?? null,
      votes: seat.votes,
      place,
      from,
    };
  });
}

function refuseUnknown(
  code: 'meetings.person_not_found' | 'meetings.unit_not_found',
  field: 'personId' | 'unitId',
  message: string,
  seats: readonly { seat: NewSeat; place: number }[],
  known: ReadonlyMap<string, unknown>,
): void {
  const fields = seats.flatMap(({ seat, place }): FieldProblem[] => {
    const id = seat[field];
    return id === null || known.has(id)
      ? []
      : [{ path: `body.seats.${place}.${field}`, code: 'meetings.choose_again', message }];
  });
  if (fields.length > 0) throw meetingsErrors.fail(code, { fields });
}

function isGiven(id: string | null): id is string {
  return id !== null;
}
