import type { Duty, MediaSettings, SessionState } from '../../contract.ts';
import type { Source } from './media-port.ts';

/** As much of a participant as decides what they may send. */
export interface RoomPerson {
  id: string;
  duties: readonly Duty[];
  placeId: string | null;
}

/** A session as the media server must mirror it. */
export interface RoomPlan {
  state: SessionState;
  settings: MediaSettings;
  people: readonly RoomPerson[];
  /** Operator of each place, else its head: whose device is the place's camera and microphone. */
  deviceOfPlace: ReadonlyMap<string, string>;
  /** Who has the word now; nobody while it is paused. */
  speaking: readonly string[];
  /** Who waits for it, in order. */
  waiting: readonly string[];
  /** Whom the chair has put out of the picture. */
  removed: ReadonlySet<string>;
}

const ALL: ReadonlySet<Source> = new Set(['camera', 'microphone', 'screen']);
const NOTHING: ReadonlySet<Source> = new Set();
const PICTURE: ReadonlySet<Source> = new Set(['camera']);
const PICTURE_AND_SCREEN: ReadonlySet<Source> = new Set(['camera', 'screen']);

/** A session has a room from the invitations to its end. */
export const hasRoom = (state: SessionState): boolean => ['invited', 'open', 'paused'].includes(state);

/**
 * Which identity speaks for a participant: where the device of their place is connected, that one, because a second
 * microphone in the same hall would howl; else their own.
 */
export function deviceOf(plan: RoomPlan, participantId: string, present: ReadonlySet<string>): string {
  const placeId = plan.people.find(({ id }) => id === participantId)?.placeId;
  const device = placeId == null ? undefined : plan.deviceOfPlace.get(placeId);
  return device !== undefined && present.has(device) ? device : participantId;
}

/**
 * What each of those present may send. The word opens the microphone; the chair always has it; the next ones are
 * connected ahead with their picture; whoever only looks on sends nothing.
 */
export function rightsOf(plan: RoomPlan, present: ReadonlySet<string>): Map<string, ReadonlySet<Source>> {
  const speaking = new Set(plan.speaking.map((id) => deviceOf(plan, id, present)));
  const ahead = new Set(plan.waiting.slice(0, plan.settings.ahead).map((id) => deviceOf(plan, id, present)));
  const people = new Map(plan.people.map((person) => [person.id, person]));
  return new Map([...present].map((identity) => [identity, rightsOfOne(people.get(identity))]));

  function rightsOfOne(person: RoomPerson | undefined): ReadonlySet<Source> {
    if (person === undefined || !hasRoom(plan.state) || plan.removed.has(person.id)) return NOTHING;
    const { id, duties } = person;
    if (duties.includes('chair') || speaking.has(id)) return ALL;
    if (duties.includes('secretary')) return PICTURE_AND_SCREEN;
    if (ahead.has(id)) return PICTURE;
    if (duties.includes('viewer') || duties.includes('auditor')) return NOTHING;
    return plan.settings.cameras === 'all' ? PICTURE : NOTHING;
  }
}
