import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { ContentRow, EdgeRow, ErrorRow, LoadRow, TimeRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';
import { VISIT_GAP_MS, visitRows } from './visit-rows.ts';

const HITS = "site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = ''";
const PAGE = 'limit {limit:UInt32} offset {offset:UInt32}';
const PAGE_WORDS = matches("concat(path, ' ', title)");
const VISIT = 'site, day, visitor, visit';

/** A page that is not there, by its title: Matomo's convention (`404/URL = …`), and what servers write. */
const IS_ERROR = `match(title, '(?i)^\\\\s*404\\\\b|404\\\\s*/\\\\s*URL|not found|không tìm thấy trang|trang không tồn tại')`;

/** The first or the last page view of each visit. */
const edges = (edge: 'entries' | 'exits') =>
  defineQuery({
    name: `usage.${edge}`,
    sql: `
      select edge_path as path, argMax(edge_title, seen) as title, count() as visits, countIf(acted <= 1) as bounces,
        count() over () as total
      from (
        select ${edge === 'entries' ? 'argMinIf' : 'argMaxIf'}(path, at, kind = 'page') as edge_path,
          ${edge === 'entries' ? 'argMinIf' : 'argMaxIf'}(title, at, kind = 'page') as edge_title,
          max(at) as seen, countIf(acts) as acted, countIf(kind = 'page') as pages
        from (${visitRows(['path', 'title'])})
        group by ${VISIT}
      )
      where pages > 0
      group by path
      having ${PAGE_WORDS}
      order by visits desc, path
      ${PAGE}`,
    params: slice,
    row: z.object({ path: z.string(), title: z.string(), visits: count, bounces: count, total: count }),
  });
const entries = edges('entries');
const exits = edges('exits');

const times = defineQuery({
  name: 'usage.times',
  sql: `
    select path, argMax(page_title, moment) as title, count() as views, countIf(known) as timed,
      sumIf(stayed, known) / 1000 as seconds, if(timed = 0, null, seconds / timed) as average, count() over () as total
    from (
      select path, kind, title as page_title, at as moment,
        toUnixTimestamp64Milli(leadInFrame(at) over following) > 0 as known,
        least(dateDiff('millisecond', at, leadInFrame(at) over following), ${VISIT_GAP_MS}) as stayed
      from (${visitRows(['path', 'title'])})
      window following as (partition by ${VISIT} order by at rows between current row and 1 following)
    )
    where kind = 'page'
    group by path
    having ${PAGE_WORDS}
    order by views desc, path
    ${PAGE}`,
  params: slice,
  row: z.object({
    path: z.string(),
    title: z.string(),
    timed: count,
    views: count,
    seconds: count,
    average: z.union([z.null(), count]),
    total: count,
  }),
});

const loads = defineQuery({
  name: 'usage.loads',
  sql: `
    select path, argMax(hit.title, at) as title, count() as measured, quantile(0.5)(load_ms) as median,
      quantile(0.9)(load_ms) as p90, count() over () as total
    from hit
    where ${HITS} and load_ms > 0
    group by path
    having ${PAGE_WORDS}
    order by measured desc, path
    ${PAGE}`,
  params: slice,
  row: z.object({ path: z.string(), title: z.string(), measured: count, median: count, p90: count, total: count }),
});

const contents = defineQuery({
  name: 'usage.contents',
  sql: `
    select content_name as name, content_piece as piece, countIf(content_interaction = '') as impressions,
      countIf(content_interaction != '') as interactions, uniqExact(day, visitor) as visitors, count() over () as total
    from hit
    where ${HITS} and kind = 'content'
    group by name, piece
    having ${matches("concat(name, ' ', piece)")}
    order by impressions desc, name, piece
    ${PAGE}`,
  params: slice,
  row: z.object({
    name: z.string(),
    piece: z.string(),
    impressions: count,
    interactions: count,
    visitors: count,
    total: count,
  }),
});

const errors = defineQuery({
  name: 'usage.errors',
  sql: `
    select path, argMax(page_title, moment) as title, count() as views, uniqExact(day, visitor) as visitors,
      arrayElement(topKIf(1)(whence, whence != ''), 1) as from, count() over () as total
    from (
      select day, visitor, path, kind, title as page_title, at as moment,
        if(lagInFrame(path) over preceding != '', lagInFrame(path) over preceding, concat(referrer_name, referrer_path)) as whence
      from (${visitRows(['path', 'title', 'referrer_name', 'referrer_path'])})
      window preceding as (partition by ${VISIT} order by at rows between 1 preceding and current row)
    )
    where kind = 'page' and ${IS_ERROR.replace('title', 'page_title')}
    group by path
    having ${PAGE_WORDS}
    order by views desc, path
    ${PAGE}`,
  params: slice,
  row: z.object({ path: z.string(), title: z.string(), views: count, visitors: count, from: z.string(), total: count }),
});

type Report<Row> = (ctx: Context, code: number, input: TableInput) => Promise<Table<Row>>;

/** Pages on which visits begin. @throws usage.site_not_found, usage.period_invalid */
export const listEntries: Report<EdgeRow> = (ctx, code, input) => siteTable(ctx, code, input, entries, {});

/** Pages on which visits end. @throws usage.site_not_found, usage.period_invalid */
export const listExits: Report<EdgeRow> = (ctx, code, input) => siteTable(ctx, code, input, exits, {});

/** How long people stay on pages. @throws usage.site_not_found, usage.period_invalid */
export const listTimes: Report<TimeRow> = (ctx, code, input) => siteTable(ctx, code, input, times, {});

/** How long pages take to load. @throws usage.site_not_found, usage.period_invalid */
export const listLoads: Report<LoadRow> = (ctx, code, input) => siteTable(ctx, code, input, loads, {});

/** Blocks of content. @throws usage.site_not_found, usage.period_invalid */
export const listContents: Report<ContentRow> = (ctx, code, input) => siteTable(ctx, code, input, contents, {});

/** Pages that were not there. @throws usage.site_not_found, usage.period_invalid */
export const listErrors: Report<ErrorRow> = (ctx, code, input) => siteTable(ctx, code, input, errors, {});
