import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count, span } from '../reports/parameters.ts';

/** More procedures than the whole country has. */
export const SERVICES_MOST = 20_000;

/**
 * States as public sites send them: `-1` seen, `0` begun, `1` filed. The ministry has not published their meaning; other
 * states are counted as seen.
 */
export const funnels = defineQuery({
  name: 'usage.funnels',
  sql: `
    select service, count() as seen, countIf(has_begun) as begun, countIf(has_filed) as filed, countIf(on_phone) as phones,
      if(countIf(has_filed) = 0, null, quantileExactIf(0.5)(seconds, has_filed)) as medianSeconds
    from (
      select service, countIf(service_state in ('0', '1')) > 0 as has_begun, countIf(service_state = '1') > 0 as has_filed,
        argMin(device, at) in ('smartphone', 'phablet', 'feature phone') as on_phone,
        dateDiff('second', min(at), maxIf(at, service_state = '1')) as seconds
      from hit
      where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = 'service'
      group by service, site, day, visitor
    )
    group by service
    order by seen desc, service
    limit ${SERVICES_MOST}`,
  params: span,
  row: z.object({
    service: z.string(),
    seen: count,
    begun: count,
    filed: count,
    phones: count,
    medianSeconds: z.union([z.null(), count]),
  }),
});
