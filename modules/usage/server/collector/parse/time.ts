import type { Parameters } from './parameters.ts';

const DAY_MS = 86_400_000;
const TWENTY_YEARS_MS = 20 * 365.25 * DAY_MS;

/** When a hit happened, by its own word (`cdt`, `cdo`) where that counts. `old`: so long ago that it takes a token. */
export function timeOf(parameters: Parameters, now: number): { at: number; old: boolean } {
  if (!parameters.has('cdt') && !parameters.has('cdo')) return { at: now, old: false };
  let at = now;
  const said = momentOf(parameters.text('cdt'));
  if (said !== undefined) at = said;
  const offset = parameters.number('cdo');
  if (offset !== undefined) at -= Math.round(Math.abs(offset) * 1000);
  // In the future or beyond belief: as if nothing were said.
  if (at > now || at < now - TWENTY_YEARS_MS) return { at: now, old: false };
  return { at, old: at < now - DAY_MS };
}

function momentOf(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : at;
}
