import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveState } from '../../contract.ts';
import { floor, voting } from '../api.ts';

/** Asks the agenda and who is there anew when the pushed state says that they changed, and only then. */
export function useFresh(state: LiveState | undefined): void {
  const queries = useQueryClient();
  const agenda = state?.agendaKey;
  const people = state && `${state.seatsKey} ${state.present} ${state.quorum?.uncertain}`;
  useEffect(() => {
    if (agenda !== undefined) void queries.invalidateQueries({ queryKey: floor.getAgenda.key() });
  }, [agenda, queries]);
  useEffect(() => {
    if (people !== undefined) void queries.invalidateQueries({ queryKey: voting.getPresence.key() });
  }, [people, queries]);
}
