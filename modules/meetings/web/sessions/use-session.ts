import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLive } from '#platform/web/live/use-live.ts';
import { sessionTopic } from '../../contract.ts';
import { meetings } from '../api.ts';

/** The session of the screen's address. */
export function useSessionId(): string {
  return (useParams({ strict: false }) as { id: string }).id;
}

export function useSession() {
  return useQuery(meetings.getSession.query({ params: { id: useSessionId() } }));
}

/** Asks anew for whatever screens show of sessions. */
export function refreshMeetings(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['meetings'] });
}

/** An act on sessions or bodies; what screens show is asked for anew after it. */
export function useAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (output) => {
      await refreshMeetings(queries);
      onDone?.(output);
    },
  });
}

/** Hears of every change of the session; answers the state of the line. */
export function useSessionLive(id: string) {
  const queries = useQueryClient();
  return useLive([sessionTopic(id)], () => void refreshMeetings(queries));
}
