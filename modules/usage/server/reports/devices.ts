import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { type CountRow, DeviceDimension } from '../../contract.ts';
import { VISITORS } from '../kept-visits/kept-visits.clickhouse.ts';
import { defineVisitQuery, type VisitQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

/** One question a dimension: a column's name cannot be a parameter. A visit has the device of its first hit. */
const byDimension = Object.fromEntries(
  DeviceDimension.options.map((dimension) => [
    dimension,
    defineVisitQuery({
      name: `usage.visits_by_${dimension}`,
      sql: (visits) => `
        select ${dimension} as name, count() as count, ${VISITORS} as visitors, count() over () as total
        from (${visits})
        group by name
        having ${matches('name')}
        order by count desc, name
        limit {limit:UInt32} offset {offset:UInt32}`,
      params: slice,
      row: z.object({ name: z.string(), count, visitors: count, total: count }),
    }),
  ]),
) as Record<DeviceDimension, VisitQuery<z.infer<typeof slice>, CountRow & { total: number }>>;

interface DevicesInput extends TableInput {
  dimension: DeviceDimension;
}

/** Visits by device, browser, system, language or screen. @throws usage.site_not_found, usage.period_invalid */
export async function listDevices(ctx: Context, code: number, input: DevicesInput): Promise<Table<CountRow>> {
  return await siteTable(ctx, code, input, byDimension[input.dimension], {});
}
