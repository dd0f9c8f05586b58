import { type Call, settingsFirst } from './queue.ts';
import { quietly } from './quietly.ts';
import { createTracker, type Methods } from './tracker.ts';

/**
 * Takes the page's queue: what waits in it, and what will be pushed. Loaded as `matomo.js` or `piwik.js` that is `_paq`,
 * else `_govaq`; never both, for the other one may belong to another client on the same page.
 */
function takeQueue(): void {
  const script = document.currentScript as HTMLScriptElement | null;
  const name = script && /(matomo|piwik)[^/]*$/.test(script.src) ? '_paq' : '_govaq';
  const page = window as unknown as Record<string, unknown>;
  const waiting = page[name] || [];
  // What is no array is a client already, this one perhaps: the snippet may stand twice on a page.
  if (!Array.isArray(waiting)) return;

  const queue: Methods = {};
  const methods = createTracker();
  for (const method in methods) queue[method] = quietly(methods[method] as () => unknown);
  const run = quietly(([method, ...given]: Call) => {
    const act = typeof method === 'function' ? method : queue[method as string];
    if (act) act.apply(queue, given);
  });
  queue['push'] = (...calls: Call[]) => calls.forEach(run);
  page[name] = queue;
  settingsFirst(waiting).forEach(run);
}

quietly(takeQueue)();
