import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { AlertRow } from '../../contract.ts';
import { ownerIn, ownersBelow, ownersOf } from '../sites/owners.ts';
import { scopeReadSites } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { listAlerts as findPage } from './alerts.repo.ts';

interface ListAlerts {
  agencyId?: string | undefined;
  below: boolean;
  site?: number | undefined;
  state?: 'open' | 'ended' | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({ startedAt: z.iso.datetime(), id: placeId });

/** What rules found on sites that the caller may see, newest first. */
export async function listAlerts(ctx: Context, input: ListAlerts): Promise<{ rows: AlertRow[]; next: string | null }> {
  requirePermission(ctx, 'usage.site.read');
  const { platform, actor } = ctx;
  const filter = {
    scope: scopeReadSites(actor),
    owners: await ownersBelow(platform, input.agencyId, input.below),
    code: input.site,
    state: input.state,
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const found = await findPage(platform.db as Kysely<UsageTables>, filter, after, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, ({ startedAt, id }) => ({
    startedAt: startedAt.toISOString(),
    id,
  }));
  const owners = await ownersOf(
    platform,
    rows.map(({ ownerId }) => ownerId),
  );
  return {
    rows: rows.map((row) => ({
      id: row.id,
      rule: { id: row.ruleId, name: row.ruleName, kind: row.kind, measure: row.measure },
      site: { code: row.code, name: row.name },
      owner: ownerIn(owners, row.ownerId),
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      value: row.value,
      usual: row.usual === null ? null : Math.round(row.usual * 10) / 10,
      toldAt: row.toldAt?.toISOString() ?? null,
    })),
    next,
  };
}
