import type { MediaPersonView } from '../../contract.ts';
import type { RoomPerson, VideoSource } from './room.ts';

export interface Picture {
  identity: string;
  source: VideoSource;
}

/** At most so many small pictures at once. */
export const MOST_TILES = 9;

/**
 * What the large picture shows: what the watcher pinned, else a screen that is shared, else who has the word, else the
 * chair, else who is heard. Null when nobody shows anything.
 */
export function chooseMain(
  people: readonly RoomPerson[],
  chairs: ReadonlySet<string>,
  pinned: string | null = null,
): Picture | null {
  const shows = (person: RoomPerson | undefined, source: VideoSource = 'camera'): Picture | null =>
    person?.sends.has(source) ? { identity: person.identity, source } : null;
  const speaking = people.filter(({ identity, may }) => may.has('microphone') && !chairs.has(identity));
  const inOrder = [...speaking, ...people.filter(({ identity }) => chairs.has(identity))];
  const found = [
    shows(people.find(({ identity }) => identity === pinned)),
    ...[...inOrder, ...people].map((person) => shows(person, 'screen')),
    ...inOrder.map((person) => shows(person)),
    ...people.filter(({ talks }) => talks).map((person) => shows(person)),
    ...people.map((person) => shows(person)),
  ];
  return found.find((picture) => picture !== null) ?? null;
}

/** Who has the word, whether they show themselves or not; null: nobody but the chair can be heard. */
export function findSpeaker(people: readonly RoomPerson[], chairs: ReadonlySet<string>): string | null {
  return people.find(({ identity, may }) => may.has('microphone') && !chairs.has(identity))?.identity ?? null;
}

export interface TilePage {
  tiles: string[];
  page: number;
  pages: number;
}

/** A page of small pictures: all who show themselves but the large one, in the order of the session's people. */
export function tilesOf(
  people: readonly RoomPerson[],
  order: readonly Pick<MediaPersonView, 'participantId'>[],
  main: Picture | null,
  page: number,
  size: number = MOST_TILES,
): TilePage {
  const place = new Map(order.map(({ participantId }, index) => [participantId, index]));
  const placeOf = (identity: string) => place.get(identity) ?? order.length;
  const shown = people
    .filter(({ identity, sends }) => sends.has('camera') && !(main?.source === 'camera' && main.identity === identity))
    .map(({ identity }) => identity)
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b));
  const pages = Math.max(1, Math.ceil(shown.length / size));
  const now = Math.min(Math.max(page, 0), pages - 1);
  return { tiles: shown.slice(now * size, (now + 1) * size), page: now, pages };
}
