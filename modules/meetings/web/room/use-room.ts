import { createContext, use } from 'react';
import type { ServerClock } from '#platform/web/live/server-clock.ts';
import type { LineState } from '#platform/web/live/use-live.ts';
import type { LiveMe, LiveState, Vote } from '../../contract.ts';

/** A running session as its screens see it. */
export interface Room {
  id: string;
  state: LiveState;
  me: LiveMe;
  votes: readonly Vote[];
  /** The server's clock. */
  clock: ServerClock;
  line: LineState;
  /** Tells what went wrong with an act; null takes it back. */
  tell(problem: unknown): void;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = use(RoomContext);
  if (room === null) throw new Error('A part of the room stands outside of it.');
  return room;
}
