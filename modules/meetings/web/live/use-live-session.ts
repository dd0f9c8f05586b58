import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createServerClock, type ServerClock } from '#platform/web/live/server-clock.ts';
import { type LineState, useLive } from '#platform/web/live/use-live.ts';
import { type Live, type LiveMe, type LiveState, sessionTopic } from '../../contract.ts';
import { floor } from '../api.ts';

export interface LiveSession {
  /** What all screens show now; undefined until it came. While the line is lost it is what was last known. */
  state: LiveState | undefined;
  /** Who the viewer is in the session. */
  me: LiveMe | undefined;
  line: LineState;
  /** Corrected by what the server says with each state. */
  clock: ServerClock;
  error: Error | null;
  retry(): void;
}

/**
 * The running session as its screens see it. The server pushes the whole state after each change, so nothing is asked
 * again but who the viewer is, when people or duties change; after a lost line the first thing that comes is the state.
 */
export function useLiveSession(id: string): LiveSession {
  const queries = useQueryClient();
  const [clock] = useState(() => createServerClock());
  const { queryKey, queryFn } = floor.getLive.query({ params: { id } });
  const query = useQuery({
    queryKey,
    queryFn: async (context) => {
      const live = await queryFn(context);
      clock.hear(live.now);
      return live;
    },
    // The line brings what is new.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const line = useLive([sessionTopic(id)], (change) => {
    if (change?.now !== undefined) clock.hear(change.now);
    const state = change?.state as LiveState | undefined;
    if (state === undefined) return;
    const known = queries.getQueryData<Live>(queryKey);
    // An answer that was on its way longer than the line is older than what is shown.
    if (known && state.version >= known.state.version) queries.setQueryData<Live>(queryKey, { ...known, state });
    if (known && state.seatsKey !== known.state.seatsKey) void queries.invalidateQueries({ queryKey });
  });
  return {
    state: query.data?.state,
    me: query.data?.me,
    line,
    clock,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

const TICK_MS = 250;

/** The server's present, again and again while `running`: for clocks that run. */
export function useServerNow(clock: ServerClock, running: boolean): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(clock.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock, running]);
  return now;
}
