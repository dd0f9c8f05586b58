import { z } from 'zod';
import { type ClickHouse, defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { ReportPeriod } from '../../contract.ts';
import { count, span } from '../reports/parameters.ts';
import { visits } from '../reports/visit-rows.ts';

const visitCounts = defineQuery({
  name: 'usage.evaluation_visits',
  sql: `
    select site, uniqExact(day) as daysSent, count() as visits, countIf(v.actions > 1) as engagedVisits,
      countIf(v.used in ('smartphone', 'feature phone')) as phoneVisits
    from (${visits({ used: 'argMin(h.device, h.at)' }, ['device'])}) as v group by site`,
  params: span,
  row: z.object({ site: count, daysSent: count, visits: count, engagedVisits: count, phoneVisits: count }),
});

const hitCounts = defineQuery({
  name: 'usage.evaluation_hits',
  sql: `
    select site, countIf(kind = 'search' and search_count >= 0) as searches,
      countIf(kind = 'search' and search_count > 0) as searchesFound,
      uniqExactIf(service, kind = 'service') as services,
      uniqExactIf(service, kind = 'service' and service_state = '1') as servicesFiled
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = ''
      and kind in ('search', 'service')
    group by site`,
  params: span,
  row: z.object({ site: count, searches: count, searchesFound: count, services: count, servicesFiled: count }),
});

export type UseCounts = Omit<z.infer<typeof visitCounts.row> & z.infer<typeof hitCounts.row>, 'site'>;

export const NO_USE: UseCounts = {
  daysSent: 0,
  visits: 0,
  engagedVisits: 0,
  phoneVisits: 0,
  searches: 0,
  searchesFound: 0,
  services: 0,
  servicesFiled: 0,
};

/** What the hits of a period say of each site; a site without hits is absent. */
export async function countBySite(
  clickhouse: ClickHouse,
  sites: number[],
  { from, to }: ReportPeriod,
): Promise<Map<number, UseCounts>> {
  if (sites.length === 0) return new Map();
  const [byVisits, byHits] = await Promise.all([
    clickhouse.query(visitCounts, { sites, from, to }),
    clickhouse.query(hitCounts, { sites, from, to }),
  ]);
  const found = new Map<number, UseCounts>();
  for (const { site, ...counts } of [...byVisits, ...byHits]) {
    found.set(site, { ...(found.get(site) ?? NO_USE), ...counts });
  }
  return found;
}
