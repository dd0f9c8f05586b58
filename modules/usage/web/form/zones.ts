import { TIME_ZONE } from '#platform/web/format.ts';

/** Time zones to choose from: Vietnam's first, then all that the browser knows; `current` is always among them. */
export function zonesWith(current: string): string[] {
  // Browsers that list our zone by its old name know the new one, too.
  const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'Asia/Saigon');
  return [...new Set([TIME_ZONE, current, ...known])];
}
