import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/web/live/use-live.ts';
import { siteTopic } from '../../contract.ts';
import { usage } from '../api.ts';
import { useThrottled } from '../use-throttled.ts';

const LIVE_AT_MOST_EVERY_MS = 300;
const REPORT_AT_MOST_EVERY_MS = 1_500;

/**
 * While a screen of the site is shown, its numbers follow the hits: what happens now at once, the report a little
 * slower. Only what is on the screen is asked for again.
 */
export function useSiteLive(code: number) {
  const queries = useQueryClient();
  const live = useThrottled(() => {
    void queries.invalidateQueries({ queryKey: usage.getLive.key({ params: { code } }) });
  }, LIVE_AT_MOST_EVERY_MS);
  const report = useThrottled(() => {
    const input = { params: { code } };
    const asked = [
      usage.getSite,
      usage.getFigures,
      usage.getSeries,
      usage.getHours,
      usage.listPages,
      usage.listSources,
      usage.listDevices,
      usage.listSearches,
      usage.listDownloads,
      usage.listOutlinks,
      usage.listEvents,
      usage.listServices,
    ];
    for (const call of asked) void queries.invalidateQueries({ queryKey: call.key(input) });
  }, REPORT_AT_MOST_EVERY_MS);
  return useLive([siteTopic(code)], () => {
    live();
    report();
  });
}
