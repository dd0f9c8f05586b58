import { type Day, findAgencyBriefs, getAgencyBrief } from '#modules/directory/server/index.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { AgencyRef } from '../contract.ts';

export type AgencyNames = ReadonlyMap<string, AgencyRef>;

/** Agencies by id under their names of a day; one that was not there then, under its nearest. Unknown ones are absent. */
export async function agencyNames(
  platform: Platform,
  ids: readonly (string | null)[],
  day?: Day,
): Promise<AgencyNames> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const briefs = new Map(await findAgencyBriefs(platform, wanted, day));
  for (const id of wanted) {
    if (briefs.has(id)) continue;
    const brief = await getAgencyBrief(platform, id, day).catch(() => null);
    if (brief) briefs.set(id, brief);
  }
  return new Map([...briefs].map(([id, { name, shortName }]) => [id, { id, name, shortName }]));
}

export function agencyIn(names: AgencyNames, id: string): AgencyRef {
  return names.get(id) ?? { id, name: '', shortName: '' };
}
