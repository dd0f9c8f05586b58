import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change of people, posts, roles or what is lent; all that shows the directory asks again. */
export function usePersonChange<Input = void>(change: (input: Input) => Promise<unknown>, after?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['directory'] });
      after?.();
    },
  });
}
