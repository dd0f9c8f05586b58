import { agenciesBelow, findAgencyBriefs, getAgencyBrief } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Owner } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';

/** Names of owners. One that exists no more is named as it was last. */
export async function ownersOf(platform: Platform, ids: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  const wanted = [...new Set(ids)];
  const owners = new Map<string, Owner>();
  const briefs = await findAgencyBriefs(platform, wanted);
  for (const id of wanted) {
    const { name, shortName } = briefs.get(id) ?? (await getAgencyBrief(platform, id));
    owners.set(id, { id, name, shortName });
  }
  return owners;
}

export function ownerIn(owners: ReadonlyMap<string, Owner>, id: string): Owner {
  return owners.get(id) ?? { id, name: '', shortName: '' };
}

/** @throws usage.owner_not_found when the agency does not exist today */
export async function requireOwner(ctx: Context, id: string): Promise<void> {
  const owners = await findAgencyBriefs(ctx.platform, [id]);
  if (!owners.has(id)) {
    const message = 'Choose an agency that exists today.';
    throw usageErrors.fail('usage.owner_not_found', {
      fields: [{ path: 'body.ownerId', code: 'usage.owner', message }],
    });
  }
}

/** Owners that a filter by agency lets through; undefined: all. */
export async function ownersBelow(
  platform: Platform,
  agencyId: string | undefined,
  below: boolean,
): Promise<ReadonlySet<string> | undefined> {
  if (agencyId === undefined) return undefined;
  return below ? await agenciesBelow(platform, agencyId) : new Set([agencyId]);
}
