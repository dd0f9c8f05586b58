import type { Entrance, MediaHint, MediaPerson, MediaPort, Source } from './media-port.ts';

/** A media server without media, for tests: rooms, passes and rights are kept in memory. */
export interface MemoryMedia extends MediaPort {
  /** Comes in by a pass, as a client does. @throws Error for a pass that is worth nothing */
  enter(pass: string): MediaPerson;
  leave(room: string, identity: string): void;
  /** Sends, as a client does. False: without right. */
  send(room: string, identity: string, source: Source): boolean;
  /** Calls that changed something, in order, for tests that count them. */
  readonly acts: readonly string[];
}

interface Guest {
  identity: string;
  may: Set<Source>;
  sends: Set<Source>;
}

export function openMemoryMedia(): MemoryMedia {
  const rooms = new Map<string, Map<string, Guest>>();
  const passes = new Map<string, Entrance>();
  const listeners = new Set<(hint: MediaHint) => void>();
  const acts: string[] = [];
  let issued = 0;

  const find = (room: string, identity: string) => rooms.get(room)?.get(identity);
  const tell = (room: string, identity: string | null, kind: MediaHint['kind']) => {
    for (const listener of listeners) listener({ room, identity, kind });
  };
  function leave(room: string, identity: string): boolean {
    const left = rooms.get(room)?.delete(identity) ?? false;
    if (left) tell(room, identity, 'left');
    return left;
  }

  return {
    acts,
    async issuePass(entrance) {
      const pass = `pass-${++issued}`;
      passes.set(pass, entrance);
      return pass;
    },
    enter(pass) {
      const entrance = passes.get(pass);
      if (entrance === undefined) throw new Error('This pass is worth nothing.');
      const { room, identity, may } = entrance;
      const guests = rooms.get(room) ?? new Map<string, Guest>();
      rooms.set(room, guests);
      const guest = { identity, may: new Set(may), sends: new Set<Source>() };
      guests.set(identity, guest);
      tell(room, identity, 'joined');
      return guest;
    },
    leave,
    send(room, identity, source) {
      const guest = find(room, identity);
      if (!guest?.may.has(source)) return false;
      guest.sends.add(source);
      tell(room, identity, 'changed');
      return true;
    },
    async listPeople(room) {
      return [...(rooms.get(room)?.values() ?? [])];
    },
    async setRights(room, identity, may) {
      const guest = find(room, identity);
      if (guest === undefined) return false;
      guest.may = new Set(may);
      guest.sends = new Set([...guest.sends].filter((source) => may.has(source)));
      acts.push(`rights ${identity} ${[...may].toSorted().join('+') || 'none'}`);
      return true;
    },
    async mute(room, identity, source) {
      acts.push(`mute ${identity} ${source}`);
      return find(room, identity)?.sends.delete(source) ?? false;
    },
    async remove(room, identity) {
      acts.push(`remove ${identity}`);
      return leave(room, identity);
    },
    async closeRoom(room) {
      for (const identity of rooms.get(room)?.keys() ?? []) leave(room, identity);
      rooms.delete(room);
      acts.push(`close ${room}`);
    },
    onHint(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
