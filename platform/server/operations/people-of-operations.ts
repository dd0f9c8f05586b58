import type { Platform } from '../platform.ts';

/** Where what is wrong with backups is dealt with. */
export const BACKUPS_SCREEN = '/operations/backups';

/** Who looks after the node; nobody on one that is not set up. */
export async function peopleOfOperations(platform: Platform): Promise<string[]> {
  for (const module of platform.modules) {
    const found = await module.peopleWhoMay?.(platform, 'platform.operations.read', []);
    if (found) return found;
  }
  return [];
}
