import { type Kysely, sql, type Transaction } from 'kysely';
import { type EventEntry, writeEvents } from '#platform/server/events/write-events.ts';
import type { SiteState } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';

export interface Activity {
  code: number;
  first: Date;
  last: Date;
}

/** Notes when sites were hit first and last, and tells live screens. */
export async function noteActivity(
  db: Kysely<UsageTables>,
  activities: readonly Activity[],
  events: readonly EventEntry[],
): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- measurements, no acts: they change every second, and the hits tell them again
  await db.transaction().execute(async (trx) => {
    if (activities.length > 0) await upsertActivity(trx, activities);
    await writeEvents(trx as unknown as Transaction<unknown>, events);
  });
}

async function upsertActivity(trx: Transaction<UsageTables>, activities: readonly Activity[]): Promise<void> {
  // In the order of codes: two collectors that lock the same rows lock them in one order.
  const ordered = activities.toSorted((a, b) => a.code - b.code);
  await sql`
    insert into usage.site_activity (site_id, first_hit_at, last_hit_at)
    select s.id, n.first, n.last
    from unnest(${ordered.map(({ code }) => code)}::bigint[], ${ordered.map(({ first }) => first)}::timestamptz[],
      ${ordered.map(({ last }) => last)}::timestamptz[]) with ordinality as n (code, first, last, place)
    join usage.site s on s.code = n.code
    order by n.place
    on conflict (site_id) do update set
      first_hit_at = least(site_activity.first_hit_at, excluded.first_hit_at),
      last_hit_at = greatest(site_activity.last_hit_at, excluded.last_hit_at)`.execute(trx);
}

/** Notes anew when a site was hit first and last, after hits were taken out; null when none is left. */
export async function resetActivity(
  db: Kysely<UsageTables>,
  siteId: string,
  activity: { first: Date; last: Date } | null,
  events: readonly EventEntry[],
): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- measurements, no acts: the hits that are left tell them
  await db.transaction().execute(async (trx) => {
    if (activity === null) await deleteActivity(trx, siteId);
    else await setActivity(trx, siteId, activity);
    await writeEvents(trx as unknown as Transaction<unknown>, events);
  });
}

async function deleteActivity(trx: Transaction<UsageTables>, siteId: string): Promise<void> {
  await trx.deleteFrom('usage.site_activity').where('site_id', '=', siteId).execute();
}

async function setActivity(
  trx: Transaction<UsageTables>,
  siteId: string,
  { first, last }: { first: Date; last: Date },
): Promise<void> {
  await trx
    .updateTable('usage.site_activity')
    .set({ first_hit_at: first, last_hit_at: last })
    .where('site_id', '=', siteId)
    .execute();
}

/** Codes of these sites that are in one of these states. */
export async function codesInStates(
  db: Kysely<UsageTables>,
  codes: readonly number[],
  states: readonly SiteState[],
): Promise<number[]> {
  const rows = await db
    .selectFrom('usage.site')
    .select('code')
    .where('code', 'in', [...codes])
    .where('state', 'in', [...states])
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}
