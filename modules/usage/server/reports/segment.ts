import type { ClickHouse, QueryDefinition } from '#platform/server/clickhouse/clickhouse.ts';
import { usageErrors } from '../../errors.ts';
import { HIT_COLUMNS } from '../collector/hit.ts';
import type { HitStore } from '../kept-visits/ask-visits.ts';
import { nameOf, visitRows } from './visit-rows.ts';

/** Which visits a report is about: SQL over one hit; a visit is kept when one of its hits meets it. */
export interface Segment {
  sql: string;
  /** Columns of the hit that the SQL reads. */
  columns: string[];
  /** Values, by the names under which the SQL asks for them. */
  values: Record<string, string | number>;
}

interface Dimension {
  sql: string;
  columns: string[];
  type: 'text' | 'number' | 'address';
  /** Said of the whole visit, so that `!=` has one meaning. */
  whole: boolean;
}

const action = (kind: string, sql: string, columns: string[], type: Dimension['type'] = 'text'): Dimension => ({
  sql: `if(kind = '${kind}', ${sql}, ${type === 'number' ? 'null' : "''"})`,
  columns,
  type,
  whole: false,
});
const visit = (sql: string, column: string): Dimension => ({ sql, columns: [column], type: 'text', whole: true });
const first = (column: string) => `argMin(${column}, at) over whole`;
const source = (column: string) => `argMinIf(${column}, at, referrer_kind != 'direct' and kind != 'ping') over whole`;

/** Government sites and assistants are websites to Matomo 5.2. */
const SOURCE = `multiIf(countIf(referrer_kind != 'direct' and kind != 'ping') over whole = 0, 'direct',
  toString(${source('referrer_kind')}) in ('government', 'assistant'), 'website', toString(${source('referrer_kind')}))`;

/** Fields by Matomo's names where Matomo has them, else by ours; one engine for our reports and for the reading API. */
const DIMENSIONS: Record<string, Dimension> = {
  pageUrl: action('page', 'concat(host, path)', ['host', 'path'], 'address'),
  pageTitle: action('page', 'title', ['title']),
  downloadUrl: action('download', "replaceRegexpOne(target, '^[a-z]+://(www[.])?', '')", ['target'], 'address'),
  outlinkUrl: action('outlink', "replaceRegexpOne(target, '^[a-z]+://(www[.])?', '')", ['target'], 'address'),
  siteSearchKeyword: action('search', 'search_keyword', ['search_keyword']),
  eventCategory: action('event', 'event_category', ['event_category']),
  eventAction: action('event', 'event_action', ['event_action']),
  eventName: action('event', 'event_name', ['event_name']),
  eventValue: action('event', 'event_value', ['event_value'], 'number'),
  contentName: action('content', 'content_name', ['content_name']),
  referrerType: visit(SOURCE, 'referrer_kind'),
  referrerName: visit(source('referrer_name'), 'referrer_name'),
  referrerKeyword: visit(source('referrer_keyword'), 'referrer_keyword'),
  deviceType: visit(first('device'), 'device'),
  browserName: visit(first('browser'), 'browser'),
  operatingSystemName: visit(first('system'), 'system'),
  languageCode: visit(first('language'), 'language'),
  screenResolution: visit(first('screen'), 'screen'),
  sourceKind: visit(
    `if(countIf(referrer_kind != 'direct' and kind != 'ping') over whole = 0, 'direct', toString(${source('referrer_kind')}))`,
    'referrer_kind',
  ),
  campaignName: {
    sql: `if(toString(${source('referrer_kind')}) = 'campaign', ${source('referrer_name')}, '')`,
    columns: ['referrer_name'],
    type: 'text',
    whole: true,
  },
  host: action('page', 'host', ['host']),
  serviceCode: action('service', 'service', ['service']),
  serviceState: action('service', 'service_state', ['service_state']),
};

const OPERATORS: Record<string, (value: string, asked: string) => string> = {
  '==': (value, asked) => `lowerUTF8(${value}) = lowerUTF8(${asked})`,
  '!=': (value, asked) => `lowerUTF8(${value}) != lowerUTF8(${asked})`,
  '=@': (value, asked) => `position(lowerUTF8(${value}), lowerUTF8(${asked})) > 0`,
  '!@': (value, asked) => `position(lowerUTF8(${value}), lowerUTF8(${asked})) = 0`,
  '=^': (value, asked) => `startsWith(lowerUTF8(${value}), lowerUTF8(${asked}))`,
  '=$': (value, asked) => `endsWith(lowerUTF8(${value}), lowerUTF8(${asked}))`,
};
const COMPARISONS: Record<string, string> = { '==': '=', '!=': '!=', '>': '>', '<': '<', '>=': '>=', '<=': '<=' };

const CONDITIONS_MOST = 20;

/**
 * Reads `eventAction==rating;eventValue>9`: `,` is or, `;` is and, or binds closer. A condition on an action keeps the
 * visits in which one action meets it, and then everything in those visits counts.
 * @throws usage.segment_invalid, naming what is supported
 */
export function readSegment(text: string): Segment | null {
  if (text.trim() === '') return null;
  const columns = new Set<string>();
  const values: Segment['values'] = {};
  const all = text.split(';').map((group) => {
    const any = group.split(',').map((condition) => readCondition(condition, columns, values));
    return `(${any.join(' or ')})`;
  });
  if (Object.keys(values).length > CONDITIONS_MOST) throw refused(`at most ${CONDITIONS_MOST} conditions are taken`);
  return { sql: all.join(' and '), columns: [...columns], values };
}

function readCondition(text: string, columns: Set<string>, values: Segment['values']): string {
  const [, name = '', operator = '', raw = ''] = /^([A-Za-z]+)(==|!=|=@|!@|=\^|=\$|>=|<=|>|<)(.*)$/s.exec(text) ?? [];
  const dimension = Object.hasOwn(DIMENSIONS, name) ? DIMENSIONS[name] : undefined;
  if (dimension === undefined) {
    throw refused(`“${text}” is no condition that is known here; known are ${Object.keys(DIMENSIONS).join(', ')}`);
  }
  const negative = operator.startsWith('!');
  if (negative && !dimension.whole) throw refused(`${operator} is not taken for ${name}, which is said of an action`);
  for (const column of dimension.columns) columns.add(column);
  if (dimension.whole) columns.add('referrer_kind');
  const key = `s${Object.keys(values).length}`;
  const value = decoded(raw);
  if (dimension.type === 'number') {
    const compared = COMPARISONS[operator];
    const number = Number(value);
    if (compared === undefined || value === '' || !Number.isFinite(number)) {
      throw refused(`${name} is a number: compare it with ${Object.keys(COMPARISONS).join(' ')} and a number`);
    }
    values[key] = number;
    return `ifNull(${dimension.sql} ${compared} {${key}:Float64}, 0)`;
  }
  const compare = OPERATORS[operator];
  if (compare === undefined) throw refused(`${name} is a text: compare it with ${Object.keys(OPERATORS).join(' ')}`);
  values[key] = dimension.type === 'address' ? value.replace(/^[a-z]+:\/\/(www\.)?/i, '') : value;
  // An action that the hit is not has an empty text, which meets nothing.
  const present = dimension.whole ? '' : `${dimension.sql} != '' and `;
  return `(${present}${compare(dimension.sql, `{${key}:String}`)})`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function refused(why: string) {
  return usageErrors.fail('usage.segment_invalid', { detail: `segment: ${why}.` });
}

/** SQL of hits with their visit and `kept`: does the visit meet the segment? */
export function segmentRows(segment: Segment, columns: readonly string[]): string {
  const names = new Set(columns.map(nameOf));
  const read = [...columns, ...segment.columns.filter((column) => !names.has(column))];
  return `
    select *, max(meets) over (partition by site, day, visitor, visit) as kept
    from (
      select *, ${segment.sql} as meets from (${visitRows(read)})
      window whole as (partition by site, day, visitor, visit)
    )`;
}

/** Other columns of a hit than those that every visit row has. */
const OWN_COLUMNS = HIT_COLUMNS.filter(
  (column) => !['site', 'day', 'at', 'visitor', 'kind', 'new_visit', 'bot'].includes(column),
);

/**
 * SQL that stands for the table of hits: only those of persons in visits that meet the segment. The first hit of each visit
 * says that it begins one, so that visits come out as they were.
 */
function hitsIn(segment: Segment): string {
  return `(select site, day, visitor, at, kind, '' as bot, begins as new_visit, ${OWN_COLUMNS.join(', ')}
    from (select *, row_number() over (partition by site, day, visitor, visit order by at, kind) = 1 as begins
      from (${segmentRows(segment, OWN_COLUMNS)}) where kept)) as hit`;
}

/** The store as a report sees it that is about a segment only. Questions are put as ever. */
export function within(clickhouse: Pick<ClickHouse, 'query'>, segment: Segment | null): HitStore {
  if (segment === null) return clickhouse;
  const hits = hitsIn(segment);
  return {
    narrowed: true,
    query: (query, params) => clickhouse.query(narrowed(query, hits, segment.values), params),
  };
}

function narrowed<Params, Row>(
  query: QueryDefinition<Params, Row>,
  hits: string,
  values: Segment['values'],
): QueryDefinition<Params, Row> {
  const params = query.params.transform((given) => ({ ...given, ...values }));
  return { ...query, sql: query.sql.replaceAll(/\bfrom hit\b/g, () => `from ${hits}`), params: params as never };
}
