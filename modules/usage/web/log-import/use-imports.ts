import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/web/live/use-live.ts';
import { logImportTopic } from '../../contract.ts';
import { usage } from '../api.ts';
import { useThrottled } from '../use-throttled.ts';

const AT_MOST_EVERY_MS = 500;

/** While the screen is shown, its imports follow the job. */
export function useImportsLive(code: number): void {
  const queries = useQueryClient();
  const refresh = useThrottled(() => {
    void queries.invalidateQueries({ queryKey: usage.listLogImports.key({ params: { code } }) });
  }, AT_MOST_EVERY_MS);
  useLive([logImportTopic(code)], refresh);
}

/** What may be done with an import; afterwards the list is asked for again. */
export function useImportActs(code: number, importId: string) {
  const queries = useQueryClient();
  const input = { params: { code, importId } };
  const onSettled = () => queries.invalidateQueries({ queryKey: usage.listLogImports.key({ params: { code } }) });
  const start = useMutation({ mutationFn: () => usage.startLogImport(input), onSettled });
  const cancel = useMutation({ mutationFn: () => usage.cancelLogImport(input), onSettled });
  const undo = useMutation({ mutationFn: () => usage.undoLogImport(input), onSettled });
  return { start, cancel, undo };
}
