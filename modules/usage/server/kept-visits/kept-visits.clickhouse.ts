import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count, span } from '../reports/parameters.ts';
import { manyVisits, visits } from '../reports/visit-rows.ts';

const ASKED = 'site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date}';

/** What the hits of a site's day are now: the projection `by_day` answers it, whatever their number. */
const NOW = `select site, day, count() as hits, sum(cityHash64(at, visitor, kind)) as mark from hit where ${ASKED} group by site, day`;
/** What they were when their visits were kept last. */
const THEN = `select v.site as site, v.day as day, argMax(v.hits, v.build) as hits, argMax(v.mark, v.build) as mark
  from visit_day as v where ${ASKED} group by site, day`;

/**
 * Days whose visits are not kept, or not as they are now, because hits came into them or went from them since (`hits` 0: all of them). All others
 * are true: their visits are those that would be found in their hits.
 */
export const openDays = defineQuery({
  name: 'usage.open_days',
  sql: `
    select site, toString(day) as day, toString(hits) as hits, toString(mark) as mark from (
      select site, day, hits, mark from (${NOW}) where (site, day, hits, mark) not in (${THEN})
      union all
      select site, day, 0 as hits, 0 as mark from (${THEN}) as gone
      where gone.hits > 0 and (site, day) not in (select site, day from (${NOW}))
    )
    order by day, site limit 1000000`,
  params: span,
  row: z.object({ site: count, day: z.string(), hits: z.string(), mark: z.string() }),
});
export type OpenDay = z.output<typeof openDays.row>;

/** A visit beside its figures: what its first hit was sent with, and the paths of its first and last page views. */
const DETAILS = {
  device: 'argMin(h.device, h.at)',
  browser: 'argMin(h.browser, h.at)',
  system: 'argMin(h.system, h.at)',
  language: 'argMin(h.language, h.at)',
  screen: 'argMin(h.screen, h.at)',
  entry: "argMinIf(h.path, h.at, h.kind = 'page')",
  exit: "argMaxIf(h.path, h.at, h.kind = 'page')",
};
const READ = ['device', 'browser', 'system', 'language', 'screen', 'path'];
const FIGURES = 'site, day, visit, began, actions, page_views, seconds, source, source_name';
const COLUMNS = `${FIGURES}, ${Object.keys(DETAILS).join(', ')}, again`;

const OPEN = '(site, day) in arrayZip({openSites:Array(UInt32)}, {openDays:Array(Date)})';
const OPEN_HITS = `site in {openSites:Array(UInt32)} and day in {openDays:Array(Date)} and ${OPEN} and bot = ''`;

const KEPT = `select ${COLUMNS} from visit where ${ASKED} and not (${OPEN})
  and (site, day, build) in (select site, day, max(build) from visit_day where ${ASKED} group by site, day)`;
const FEW = `select ${COLUMNS.replace('again', 'visitor as again')} from (${visits(DETAILS, READ, OPEN_HITS)})`;
/** From hits alone: where they are narrowed to a segment. */
const ALL = `select ${COLUMNS.replace('again', 'visitor as again')} from (${visits(DETAILS, READ)})`;
const MANY = `select ${COLUMNS} from (${manyVisits(DETAILS, READ, OPEN_HITS)})`;

/**
 * SQL of the visits of closed and open days, by how many open ones there are. Beside the figures of `visits()` each has
 * `visit` (1: the visitor's first of the day), `again` (0: the visitor's only one of the day, else who it is) and DETAILS.
 */
export const KEPT_AND_OPEN = {
  none: KEPT,
  few: `${KEPT} union all ${FEW}`,
  many: `${KEPT} union all ${MANY}`,
  hits: ALL,
};

const SUMS = `count() as visits, countIf(visit = 1) as visitors, sum(v.page_views) as page_views, sum(v.actions) as actions,
  countIf(v.actions <= 1) as bounces, sum(v.seconds) as seconds`;
const SUM_NAMES = 'visits, visitors, page_views, actions, bounces, seconds';
const BOTS = `select site, day, countIf(bot != '') as bots from hit
  where site in {openSites:Array(UInt32)} and day in {openDays:Array(Date)} and ${OPEN} group by site, day`;
const KEPT_DAYS = `select site, day, ${SUM_NAMES}, bots from visit_day where ${ASKED} and not (${OPEN})
  and (site, day, build) in (select site, day, max(build) from visit_day where ${ASKED} group by site, day)`;
const openSums = (found: string) => `select site, day, ${SUMS}, 0 as bots from (${found}) as v group by site, day
  union all select site, day, 0 as visits, 0 as visitors, 0 as page_views, 0 as actions, 0 as bounces, 0 as seconds, bots from (${BOTS})`;

/**
 * SQL of what visits of a site's day come to, and its robots' hits, by how many open days there are: quicker than summing up
 * visits. An open day has two rows; whoever reads them adds up.
 */
export const DAYS_KEPT_AND_OPEN = {
  none: KEPT_DAYS,
  few: `${KEPT_DAYS} union all ${openSums(FEW)}`,
  many: `${KEPT_DAYS} union all ${openSums(MANY)}`,
  hits: `select site, day, ${SUMS}, 0 as bots from (${ALL}) as v group by site, day`,
};

/** Visitors among visits of some kind (`again` above); a visitor lives one day on one site. */
export const VISITORS = 'countIf(again = 0) + uniqExactIf((site, day, again), again != 0)';

/** Writes down the visits of open days under the number of a build. */
export const keepVisits = {
  sql: `insert into visit (${COLUMNS}, build) select ${COLUMNS}, {build:UInt64} as build from (${MANY})`,
  params: z.object({ openSites: z.array(z.number()), openDays: z.array(z.string()), build: z.number() }),
};

/** Notes that the visits of a build are whole, what their hits were before, and what they come to. */
export const noteDays = {
  sql: `insert into visit_day (site, day, build, hits, mark, ${SUM_NAMES}, bots)
    select o.site, o.day, {build:UInt64}, o.hits, o.mark, ${SUM_NAMES}, bots
    from (
      select tupleElement(d, 1) as site, tupleElement(d, 2) as day, tupleElement(d, 3) as hits, tupleElement(d, 4) as mark
      from (select arrayJoin(arrayZip({openSites:Array(UInt32)}, {openDays:Array(Date)}, {hits:Array(UInt64)}, {marks:Array(UInt64)})) as d)
    ) as o
    left join (
      select site, day, ${SUMS} from visit as v
      where build = {build:UInt64} and site in {openSites:Array(UInt32)} and day in {openDays:Array(Date)} group by site, day
    ) as s on s.site = o.site and s.day = o.day
    left join (${BOTS}) as b on b.site = o.site and b.day = o.day`,
  params: keepVisits.params.extend({ hits: z.array(z.bigint()), marks: z.array(z.bigint()) }),
};

const REPLACED = `${ASKED} and (site, day, build) not in (
  select site, day, max(build) from visit_day where ${ASKED} group by site, day)`;

/** How many visits and days a later build has replaced. */
export const replaced = defineQuery({
  name: 'usage.replaced_visits',
  sql: `select count() as days from visit_day where ${REPLACED}`,
  params: span,
  row: z.object({ days: count }),
});
export const removeReplacedVisits = { sql: `alter table visit delete where ${REPLACED}`, params: span };
export const removeReplacedDays = { sql: `alter table visit_day delete where ${REPLACED}`, params: span };
