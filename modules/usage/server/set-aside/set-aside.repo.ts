import { type Kysely, sql } from 'kysely';
import type { SetAside } from '../collector/counts.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables>;

/** Adds what was counted on a day; codes of no site are passed over. */
export async function addSetAside(db: Db, day: string, counted: readonly SetAside[]): Promise<void> {
  // In one order: two collectors that lock the same rows lock them one after the other.
  const ordered = counted.toSorted((a, b) => a.site - b.site || (a.reason < b.reason ? -1 : 1));
  // oxlint-disable-next-line nhipcau/guarded-writes -- measurements, no acts of anybody
  await sql`
    insert into usage.set_aside (site_id, day, reason, count, last_at)
    select s.id, ${day}::date, n.reason, n.count, n.last
    from unnest(${ordered.map(({ site }) => site)}::bigint[], ${ordered.map(({ reason }) => reason)}::text[],
      ${ordered.map(({ count }) => count)}::bigint[], ${ordered.map(({ lastAt }) => new Date(lastAt))}::timestamptz[])
      with ordinality as n (code, reason, count, last, place)
    join usage.site s on s.code = n.code
    order by n.place
    on conflict (site_id, day, reason) do update set
      count = set_aside.count + excluded.count, last_at = greatest(set_aside.last_at, excluded.last_at)`.execute(db);
}

/** Of one site since a day, by reason, the most first. There are as many rows as reasons. */
export async function sumSetAside(db: Db, siteId: string, from: string) {
  return await db
    .selectFrom('usage.set_aside')
    .select(({ fn }) => ['reason', fn.sum<number>('count').as('count'), fn.max('last_at').as('lastAt')])
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .groupBy('reason')
    .orderBy('count', 'desc')
    .orderBy('reason')
    .execute();
}

export async function forgetSetAside(db: Db, before: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- what has run out is nobody's any more
  await db.deleteFrom('usage.set_aside').where('day', '<', before).execute();
}
