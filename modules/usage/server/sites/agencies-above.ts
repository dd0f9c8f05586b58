import { agencyTree } from '#modules/directory/server/index.ts';
import type { Platform } from '#platform/server/platform.ts';

/** The agencies above one today, nearest first. */
export async function agenciesAbove(platform: Platform, id: string): Promise<string[]> {
  const { parents } = await agencyTree(platform);
  const above: string[] = [];
  for (let next = parents.get(id); next; next = parents.get(next)) above.push(next);
  return above;
}
