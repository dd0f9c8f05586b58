import type { Logger } from 'pino';
import type { MediaHint, MediaPerson, MediaPort, Source } from './media-port.ts';
import { deviceOf, hasRoom, type RoomPlan, rightsOf } from './rights.ts';

export interface KeeperOptions {
  port: MediaPort;
  log: Logger;
  /** How the session stands; null when there is none. */
  findPlan(sessionId: string): Promise<RoomPlan | null>;
  /** The line over which this participant spoke is gone. */
  onLost(sessionId: string, participantId: string): Promise<void>;
  now(): number;
}

/** Keeps the rooms of the media server as the sessions want them. */
export interface Keeper {
  /** Looks soon; hints that come in between are one look. Resolves when a look that began later has ended. */
  look(sessionId: string): Promise<void>;
  /** Looks at every room with people: for hints that never came. */
  lookAtAll(): Promise<void>;
  /** Sessions with people in their rooms, as far as is known here. */
  rooms(): readonly string[];
  /** Somebody is about to come into this room. */
  expect(sessionId: string): void;
  stop(): Promise<void>;
}

/** Between two looks at a room in which nothing changed: hundreds of ballots are hundreds of hints. */
const REST_MS = 100;
/** So long an empty room is looked at after somebody took a pass for it. */
const EXPECTED_MS = 300_000;

interface Room {
  /** Who was sending a microphone when last looked at. */
  heard: Set<string>;
  lookedAt: number;
  expectedAt: number;
  running: Promise<void> | null;
  next: Promise<void> | null;
}

export function openKeeper({ port, log, findPlan, onLost, now }: KeeperOptions): Keeper {
  const rooms = new Map<string, Room>();
  let stopped = false;
  const deaf = port.onHint(({ room, kind }: MediaHint) => {
    if (kind === 'server_back') void lookAtAll();
    else void look(room);
  });

  function roomOf(sessionId: string): Room {
    const known = rooms.get(sessionId);
    if (known !== undefined) return known;
    const room: Room = { heard: new Set(), lookedAt: 0, expectedAt: 0, running: null, next: null };
    rooms.set(sessionId, room);
    return room;
  }

  function look(sessionId: string): Promise<void> {
    const room = roomOf(sessionId);
    room.next ??= (room.running ?? Promise.resolve()).then(async () => {
      const rest = room.lookedAt + REST_MS - now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      room.running = room.next;
      room.next = null;
      if (!stopped) await keep(sessionId, room).catch((error: unknown) => report(sessionId, error));
      room.running = null;
    });
    return room.next;
  }

  async function keep(sessionId: string, room: Room): Promise<void> {
    const plan = await findPlan(sessionId);
    const people = await port.listPeople(sessionId);
    const changed = plan === null ? false : await apply(sessionId, plan, people);
    await tellLost(sessionId, plan, room, people);
    room.heard = new Set(people.filter(({ sends }) => sends.has('microphone')).map(({ identity }) => identity));
    room.lookedAt = changed ? 0 : now();
    if (people.length === 0 && now() - room.expectedAt > EXPECTED_MS) rooms.delete(sessionId);
    else if (people.length > 0 && (plan === null || !hasRoom(plan.state))) await port.closeRoom(sessionId);
  }

  async function apply(sessionId: string, plan: RoomPlan, people: readonly MediaPerson[]): Promise<boolean> {
    const wanted = rightsOf(plan, new Set(people.map(({ identity }) => identity)));
    const wrong = people.filter(({ identity, may }) => !same(may, wanted.get(identity) as ReadonlySet<Source>));
    // What is taken goes first: two never speak at once.
    const [taken, given] = [
      wrong.filter((person) => takes(person, wanted)),
      wrong.filter((person) => !takes(person, wanted)),
    ];
    for (const group of [taken, given]) {
      await Promise.all(
        group.map(({ identity }) => port.setRights(sessionId, identity, wanted.get(identity) as ReadonlySet<Source>)),
      );
    }
    await Promise.all(
      people
        .filter(({ identity }) => plan.removed.has(identity))
        .map(({ identity }) => port.remove(sessionId, identity)),
    );
    return wrong.length > 0;
  }

  /** Only for who spoke over the line: one who stands in the hall with a phone in the pocket has lost nothing. */
  async function tellLost(
    sessionId: string,
    plan: RoomPlan | null,
    room: Room,
    people: readonly MediaPerson[],
  ): Promise<void> {
    const present = new Set(people.map(({ identity }) => identity));
    const before = new Set([...present, ...room.heard]);
    for (const participantId of plan?.speaking ?? []) {
      const device = deviceOf(plan as RoomPlan, participantId, before);
      if (room.heard.has(device) && !present.has(device)) await onLost(sessionId, participantId);
    }
  }

  async function lookAtAll(): Promise<void> {
    await Promise.all([...rooms.keys()].map(look));
  }

  function report(sessionId: string, error: unknown): void {
    log.warn({ err: error, session: sessionId }, 'the room of a session could not be looked at');
  }

  return {
    look,
    lookAtAll,
    rooms: () => [...rooms.keys()],
    expect(sessionId) {
      roomOf(sessionId).expectedAt = now();
    },
    async stop() {
      stopped = true;
      deaf();
      const looks = [...rooms.values()].flatMap(({ running, next }) => [running, next]);
      await Promise.all(looks.map(async (look) => await look));
    },
  };
}

const same = (one: ReadonlySet<Source>, other: ReadonlySet<Source>) =>
  one.size === other.size && [...one].every((source) => other.has(source));

const takes = ({ identity, may }: MediaPerson, wanted: ReadonlyMap<string, ReadonlySet<Source>>) =>
  [...may].some((source) => !wanted.get(identity)?.has(source));
