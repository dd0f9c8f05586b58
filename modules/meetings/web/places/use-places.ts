import { useQuery } from '@tanstack/react-query';
import { meetings } from '../api.ts';

/** All places of a session: they are chosen from, and shown on a map, as one. */
export function usePlaces(sessionId: string) {
  return useQuery(meetings.listPlaces.query({ params: { id: sessionId }, query: { limit: 500 } }));
}
