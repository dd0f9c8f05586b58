import type { Kysely } from 'kysely';
import { z } from 'zod';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { PublishedService } from '../../contract.ts';
import { ownerIn, ownersBelow, ownersOf } from '../sites/owners.ts';
import { scopeReadReports } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { hasWords, listServices } from './services.repo.ts';

interface ListServices {
  agencyId?: string | undefined;
  below: boolean;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({ code: placeText, id: placeId });
/** More than any province publishes; words are looked for among so many. */
const SERVICES_MOST = 20_000;

/** Procedures that agencies of the caller's reach publish, by code. */
export async function listPublishedServices(
  ctx: Context,
  input: ListServices,
): Promise<{ rows: PublishedService[]; next: string | null }> {
  requirePermission(ctx, 'usage.report.read');
  const { platform, actor } = ctx;
  const filter = {
    scope: scopeReadReports(actor),
    owners: await ownersBelow(platform, input.agencyId, input.below),
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const most = input.q ? SERVICES_MOST : input.limit + 1;
  const all = await listServices(platform.db as Kysely<UsageTables>, filter, after, most);
  const found = all.filter((service) => hasWords(service, input.q)).slice(0, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, ({ code, id }) => ({ code, id }));
  const owners = await ownersOf(
    platform,
    rows.map(({ agencyId }) => agencyId),
  );
  return {
    rows: rows.map(({ id, agencyId, code, name, source }) => ({
      id,
      agency: ownerIn(owners, agencyId),
      code,
      name,
      source,
      can: { remove: may(actor, 'usage.site.write', agencyId) },
    })),
    next,
  };
}
