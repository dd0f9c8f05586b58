import { ratio, readable, round, share } from '../../matomo-api/rows.ts';
import { eachRow, type Figures, type TableMethod, visitorsName, type Wanted } from './method.ts';
import { hitsOf } from './question.ts';
import { askTable } from './table.ts';

interface HitPlan {
  name: string;
  /** SQL: which hits. */
  where: string;
  columns: readonly string[];
  label: string;
  sub?: string | ((wanted: Wanted) => string | undefined);
  figures: Record<string, string>;
  texts?: Record<string, string>;
  order: string;
  separator?: string;
  /** What is counted once in a visit, beside the row itself. */
  once?: string;
  text?(label: string, below: boolean): string;
  rates?(figures: Figures): Figures;
}

/** Hits of one kind by what they say. A visit counts once in each row, or once for each `once` in it. */
function hitTable(plan: HitPlan): TableMethod {
  const { name, where, columns, label, sub, texts, order, separator } = plan;
  const once = plan.once === undefined ? '' : `, ${plan.once}`;
  return {
    kind: 'table',
    order,
    ...(separator !== undefined && { separator }),
    async ask(question, wanted) {
      const found = await askTable(question, {
        name,
        source: hitsOf(columns, question.segment),
        where,
        label,
        sub: wanted.deep ? (typeof sub === 'function' ? sub(wanted) : sub) : undefined,
        figures: {
          nb_visits: `uniqExact(site, day, visitor, visit${once})`,
          [visitorsName(wanted.oneDay)]: `uniqExact(site, day, visitor${once})`,
          ...plan.figures,
        },
        ...(texts && { texts }),
        nothingBelow: UNNAMED,
        order,
      });
      return eachRow(found, (row, below) => ({
        label: plan.text?.(row.label, below) ?? row.label,
        figures: plan.rates?.(row.figures) ?? row.figures,
      }));
    },
  };
}

/** The address without scheme and `www.`: the four spellings are one target. */
const BARE = "replaceRegexpOne(target, '^[a-z]+://(www[.])?', '')";

const targets = (kind: 'download' | 'outlink') =>
  hitTable({
    name: `${kind}s`,
    where: `kind = '${kind}'`,
    columns: ['target'],
    label: `extract(${BARE}, '^[^/?#]*')`,
    sub: `extract(${BARE}, '^[^/?#]*(.*)$')`,
    figures: { nb_hits: 'count()' },
    texts: { url: 'any(target)' },
    order: 'nb_hits',
    separator: '',
    text: (label) => readable(label),
  });
export const downloads = targets('download');
export const outlinks = targets('outlink');

const searches = (name: string, where: string) =>
  hitTable({
    name,
    where,
    columns: ['search_keyword', 'search_count'],
    label: 'search_keyword',
    figures: { nb_hits: 'count()' },
    order: 'nb_hits',
  });
export const searchKeywords = searches('searches', "kind = 'search'");
export const searchesWithoutResult = searches('searches_without_result', "kind = 'search' and search_count = 0");

/** `secondaryDimension` → column. */
const EVENT_PARTS: Record<string, string> = {
  eventCategory: 'event_category',
  eventAction: 'event_action',
  eventName: 'event_name',
};

const events = (name: string, label: string, usual: string) =>
  hitTable({
    name,
    where: "kind = 'event'",
    columns: ['event_category', 'event_action', 'event_name', 'event_value'],
    label: named(label),
    sub: ({ secondaryDimension }) => named(EVENT_PARTS[secondaryDimension] ?? usual),
    // Matomo counts a visit once for each category, action and name, and adds these up in rows that hold several.
    once: 'event_category, event_action, event_name',
    figures: {
      nb_events: 'count()',
      nb_events_with_value: 'countIf(event_value != 0)',
      sum_event_value: 'sum(event_value)',
      min_event_value: 'minIf(event_value, event_value != 0)',
      max_event_value: 'maxIf(event_value, event_value != 0)',
    },
    order: 'nb_events',
    rates: (figures) => ({
      ...figures,
      sum_event_value: round(Number(figures['sum_event_value']), 3),
      avg_event_value: ratio(Number(figures['sum_event_value']), Number(figures['nb_events_with_value']), 2),
    }),
  });

const UNNAMED = 'Event Name not defined';

function named(column: string): string {
  return column === 'event_name' ? `if(event_name = '', '${UNNAMED}', event_name)` : column;
}

export const eventCategories = events('event_categories', 'event_category', 'event_action');
export const eventActions = events('event_actions', 'event_action', 'event_name');
export const eventNames = events('event_names', 'event_name', 'event_action');

const content = (name: string, label: string, sub: string) =>
  hitTable({
    name,
    where: "kind = 'content'",
    columns: ['content_name', 'content_piece', 'content_interaction'],
    label: defined(label),
    sub: defined(sub),
    figures: {
      nb_impressions: "countIf(content_interaction = '')",
      nb_interactions: "countIf(content_interaction != '')",
    },
    order: 'nb_impressions',
    rates: (figures) => ({
      ...figures,
      interaction_rate: share(Number(figures['nb_interactions']), Number(figures['nb_impressions'])),
    }),
  });

function defined(column: string): string {
  return column === 'content_piece' ? `if(content_piece = '', 'Content Piece not defined', content_piece)` : column;
}

export const contentNames = content('content_names', 'content_name', 'content_piece');
export const contentPieces = content('content_pieces', 'content_piece', 'content_name');
