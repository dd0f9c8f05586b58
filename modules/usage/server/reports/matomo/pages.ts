import { type ReportRow, ratio, readable, share } from '../../matomo-api/rows.ts';
import type { TableMethod } from './method.ts';
import { visitorsName } from './method.ts';
import { hitsOf, type Question } from './question.ts';
import { askTable } from './table.ts';

/** The time on a page ends with the next action, at most half an hour later; that of the last one with its last ping. */
const PAGE_SECONDS_MOST = 1_800;

/** SQL of page views with what their visit says of them: entry, exit, time spent. */
function pageViews({ segment }: Question): string {
  const visit = 'partition by site, day, visitor, visit';
  return `
    select site, day, visitor, visit, path, title, host, visit_actions, visit_seconds,
      n = 1 as enters, left_n = 1 as leaves,
      multiIf(later_acts > 0, least(${PAGE_SECONDS_MOST}, dateDiff('second', at, next_act)),
        later > 0, least(${PAGE_SECONDS_MOST}, dateDiff('second', at, last_seen)), 0) as spent
    from (
      select site, day, visitor, visit, at, kind, path, title, host,
        countIf(acts) over (${visit}) as visit_actions,
        if(count() over (${visit}) > 1,
          toUnixTimestamp(max(at) over (${visit})) - toUnixTimestamp(min(at) over (${visit})) + 1, 0) as visit_seconds,
        row_number() over (partition by site, day, visitor, visit, kind = 'page' order by at, path) as n,
        row_number() over (partition by site, day, visitor, visit, kind = 'page' order by at desc, path desc) as left_n,
        countIf(acts) over after as later_acts, minIf(at, acts) over after as next_act,
        countIf(kind = 'ping') over after as later, maxIf(at, kind = 'ping') over after as last_seen
      from (${hitsOf(['path', 'title', 'host'], segment)})
      window after as (${visit} order by at desc, kind desc, path desc rows between unbounded preceding and 1 preceding)
    )
    where kind = 'page'`;
}

const figuresOf = (oneDay: boolean) => ({
  nb_visits: 'uniqExact(site, day, visitor, visit)',
  [visitorsName(oneDay)]: 'uniqExact(site, day, visitor)',
  nb_hits: 'count()',
  sum_time_spent: 'sum(spent)',
  entry_nb_visits: 'countIf(enters)',
  entry_nb_actions: 'sumIf(visit_actions, enters)',
  entry_sum_visit_length: 'sumIf(visit_seconds, enters)',
  entry_bounce_count: 'countIf(enters and visit_actions <= 1)',
  exit_nb_visits: 'countIf(leaves)',
});

const ONLY = { all: 'nb_hits', entry: 'entry_nb_visits', exit: 'exit_nb_visits' } as const;

function pageTable(by: 'path' | 'title', only: keyof typeof ONLY): TableMethod {
  const order = ONLY[only];
  return {
    kind: 'table',
    order,
    async ask(question, { oneDay }) {
      const found = await askTable(question, {
        name: `pages_by_${by}_${only}`,
        source: pageViews(question),
        label: by,
        figures: figuresOf(oneDay),
        ...(by === 'path' && { texts: { url: "concat('https://', any(host), any(path))" } }),
        order,
        ...(only !== 'all' && { having: `${order} > 0` }),
      });
      return new Map([...found].map(([key, rows]) => [key, by === 'path' ? folders(rows) : rows.map(titled)] as const));
    },
  };
}

export const pageUrls = pageTable('path', 'all');
export const entryPageUrls = pageTable('path', 'entry');
export const exitPageUrls = pageTable('path', 'exit');
export const pageTitles = pageTable('title', 'all');
export const entryPageTitles = pageTable('title', 'entry');
export const exitPageTitles = pageTable('title', 'exit');

function titled({ label, figures }: ReportRow): ReportRow {
  return { label: label === '' ? 'Page Name not defined' : label, figures: withRates(figures) };
}

/**
 * Pages as a tree of folders, as Matomo shows them: `/a/b.htm?c=1` is `/b.htm?c=1` below `a`, and a page that ends in `/` is
 * called `index`. The figures of a folder are the sums of its pages.
 */
export function folders(rows: readonly ReportRow[]): ReportRow[] {
  const root: Folder = { pages: [], below: new Map() };
  for (const { label, figures } of rows) {
    const question = label.indexOf('?');
    const path = question < 0 ? label : label.slice(0, question);
    const parts = path.split('/').slice(1);
    const name = (parts.pop() ?? '') || 'index';
    let folder = root;
    for (const part of parts) {
      let next = folder.below.get(part);
      if (next === undefined) {
        next = { pages: [], below: new Map() };
        folder.below.set(part, next);
      }
      folder = next;
    }
    const shown = `/${name}${question < 0 ? '' : label.slice(question)}`;
    const flat = readable(`${parts.map((part) => `/${part}`).join('')}${shown}`);
    folder.pages.push({ label: readable(shown), flat, figures: withRates(figures) });
  }
  return rowsOf(root, '');
}

interface Folder {
  pages: ReportRow[];
  below: Map<string, Folder>;
}

function rowsOf(folder: Folder, path: string): ReportRow[] {
  const deeper = [...folder.below].map(([name, one]): ReportRow => {
    const below = rowsOf(one, `${path}/${name}`);
    return { label: readable(name), path: `${path}/${name}`, below, figures: withRates(sumOf(below)) };
  });
  return [...deeper, ...folder.pages];
}

function sumOf(rows: readonly ReportRow[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { figures } of rows) {
    for (const [name, value] of Object.entries(figures)) {
      if (typeof value === 'number' && !name.startsWith('avg_')) sum[name] = (sum[name] ?? 0) + value;
    }
  }
  return sum;
}

function withRates(figures: ReportRow['figures']): ReportRow['figures'] {
  const number = (name: string) => Number(figures[name] ?? 0);
  return {
    ...figures,
    avg_time_on_page: ratio(number('sum_time_spent'), number('nb_hits'), 0),
    bounce_rate: share(number('entry_bounce_count'), number('entry_nb_visits')),
    exit_rate: share(number('exit_nb_visits'), number('nb_visits')),
  };
}
