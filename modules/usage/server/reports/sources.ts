import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { SourceKind, type SourceRow } from '../../contract.ts';
import { defineVisitQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

const sources = defineVisitQuery({
  name: 'usage.sources',
  sql: (visits) => `
    select source as kind, source_name as name, count() as visits, countIf(actions <= 1) as bounces, count() over () as total
    from (${visits})
    where empty({kind:String}) or source = {kind:String}
    group by kind, name
    having ${matches("concat(kind, ' ', name)")}
    order by visits desc, kind, name
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice.extend({ kind: z.string() }),
  row: z.object({ kind: SourceKind, name: z.string(), visits: count, bounces: count, total: count }),
});

interface SourcesInput extends TableInput {
  kind?: SourceKind | undefined;
}

/** Where visits came from. @throws usage.site_not_found, usage.period_invalid */
export async function listSources(ctx: Context, code: number, input: SourcesInput): Promise<Table<SourceRow>> {
  return await siteTable(ctx, code, input, sources, { kind: input.kind ?? '' });
}
