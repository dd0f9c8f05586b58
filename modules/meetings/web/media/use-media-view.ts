import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '#platform/web/live/use-live.ts';
import { type MediaState, type MediaView, mediaTopic, sessionTopic } from '../../contract.ts';
import { media } from './api.ts';

/** While the media server is on its way, so often we ask whether it is there. */
const ASK_AGAIN_MS = 3_000;
/** What may concern us is looked at no more often than this. */
const SOON_MS = 3_000;
const WAITING: readonly MediaState[] = ['asleep', 'looking', 'building', 'starting', 'restarting'];

/** How picture and sound of a session stand, as it changes; and whether the chair has just called us. */
export function useMediaView(sessionId: string): {
  view: MediaView | undefined;
  error: unknown;
  called: boolean;
  answered(): void;
} {
  const queries = useQueryClient();
  const [called, setCalled] = useState(false);
  const input = { params: { id: sessionId } };
  const query = useQuery({
    ...media.getMedia.query(input),
    refetchInterval: ({ state }) => (state.data && WAITING.includes(state.data.state) ? ASK_AGAIN_MS : false),
  });
  const view = query.data;
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: media.getMedia.key(input) });
    void queries.invalidateQueries({ queryKey: media.listRecordings.key() });
  };
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  useLive([sessionTopic(sessionId), mediaTopic(sessionId)], (change) => {
    const { message, called: whom, media: ours } = change?.payload ?? {};
    if (message !== undefined) void queries.invalidateQueries({ queryKey: media.listMessages.key() });
    else if (change === null || ours !== undefined) refresh();
    else if (whom !== undefined) {
      if (whom === view?.self?.participantId) setCalled(true);
      refresh();
    } else {
      // Ballots, words and items come by the hundred; only an opening or a closing matters here.
      soon.current ??= setTimeout(() => {
        soon.current = undefined;
        refresh();
      }, SOON_MS);
    }
  });
  return { view, error: query.error, called, answered: () => setCalled(false) };
}

export const isOnItsWay = (state: MediaState): boolean => WAITING.includes(state);
