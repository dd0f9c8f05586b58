import { v7 as uuidv7 } from 'uuid';
import type { Duty, SeatOffice } from '../../contract.ts';
import { type AgencyNames, agencyIn } from '../agency-names.ts';
import type { SeatRecord } from '../bodies/bodies.repo.ts';
import type { NewParticipant } from './participants.repo.ts';

const DUTIES: Record<SeatOffice, Duty[]> = {
  chair: ['chair'],
  standing_deputy: [],
  deputy: [],
  member: [],
  secretary: ['secretary'],
};

/** Who takes part because of a seat: members vote, a secretary without a vote is staff, others without one are invited. */
export function participantOf(seat: SeatRecord, number: number, units: AgencyNames): NewParticipant {
  const { id: seatId, office, personId, name, title, unitId, votes } = seat;
  return {
    id: uuidv7(),
    number,
    kind: votes ? 'member' : office === 'secretary' ? 'staff' : 'invitee',
    duties: DUTIES[office],
    personId,
    seatId,
    name,
    title,
    unitId,
    unitName: unitId === null ? '' : agencyIn(units, unitId).name,
    placeId: null,
    votes,
  };
}
