import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Agency } from '../../contract.ts';

/** A change of an agency; all that shows agencies asks again. */
export function useAgencyChange<Input>(change: (input: Input) => Promise<Agency>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['directory'] }),
  });
}
