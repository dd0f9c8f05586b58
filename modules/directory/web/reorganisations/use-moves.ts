import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Move, Reorganisation } from '../../contract.ts';
import { directory } from '../api.ts';
import { isWhole } from './moves.ts';

/**
 * The moves on the screen. Every change is kept at once, one after the other; moves that are not whole yet stay here
 * until they are.
 */
export function useMoves(reorganisation: Reorganisation) {
  const { id } = reorganisation;
  const queries = useQueryClient();
  const [moves, setMoves] = useState<readonly Move[]>(reorganisation.moves);
  const version = useRef(reorganisation.version);
  const save = useMutation({
    mutationFn: (next: Move[]) =>
      directory.changeMoves({ params: { id }, body: { version: version.current, moves: next } }),
    // One after the other: each needs the version that the one before gave.
    scope: { id: `moves of ${id}` },
    onSuccess: (answer) => {
      version.current = answer.version;
      queries.setQueryData(directory.getReorganisation.query({ params: { id } }).queryKey, answer);
    },
  });
  useEffect(() => {
    if (reorganisation.version <= version.current) return;
    version.current = reorganisation.version;
    setMoves(reorganisation.moves);
  }, [reorganisation]);
  const change = (next: readonly Move[]) => {
    setMoves(next);
    save.mutate(next.filter(isWhole));
  };
  return { moves, change, saving: save.isPending, saved: save.isSuccess, error: save.error };
}
