import { type Kysely, sql } from 'kysely';
import type { UsageTables } from '../tables.ts';

/** As much of every site as the collector needs. */
export async function findRegisteredSites(db: Kysely<UsageTables>) {
  return await db
    .selectFrom('usage.site as s')
    .leftJoin('usage.site_domain as d', 'd.site_id', 's.id')
    .select([
      's.code',
      's.state',
      's.time_zone as timeZone',
      sql<string[]>`coalesce(array_agg(d.domain order by d.place) filter (where d.domain is not null), '{}')`.as(
        'domains',
      ),
    ])
    .groupBy('s.id')
    .execute();
}
