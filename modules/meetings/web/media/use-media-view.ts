import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLive } from '#platform/web/live/use-live.ts';
import { type MediaState, type MediaView, sessionTopic } from '../../contract.ts';
import { media } from './api.ts';

/** While the media server is on its way, so often we ask whether it is there. */
const ASK_AGAIN_MS = 3_000;
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
  useLive([sessionTopic(sessionId)], (change) => {
    const { message, called: whom } = change?.payload ?? {};
    if (message !== undefined) {
      void queries.invalidateQueries({ queryKey: [...media.listMessages.key()] });
      return;
    }
    if (whom !== undefined && whom === view?.self?.participantId) setCalled(true);
    void queries.invalidateQueries({ queryKey: media.getMedia.key(input) });
  });
  return { view, error: query.error, called, answered: () => setCalled(false) };
}

export const isOnItsWay = (state: MediaState): boolean => WAITING.includes(state);
