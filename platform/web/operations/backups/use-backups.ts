import { useQuery, useQueryClient } from '@tanstack/react-query';
import { OPERATIONS_TOPIC } from '../../../contracts/operations.ts';
import { useLive } from '../../live/use-live.ts';
import { operations } from '../api.ts';

/** How the node stands with its backups, told as it changes. */
export function useBackups() {
  const queries = useQueryClient();
  useLive([OPERATIONS_TOPIC], () => void queries.invalidateQueries({ queryKey: operations.listBackups.key() }));
  return useQuery(operations.listBackups.query());
}
