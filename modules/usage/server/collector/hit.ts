/** What a hit is; the codes of the protocol and ours stand at the table (`hits.clickhouse.ts`). */
export type HitKind = 'page' | 'outlink' | 'download' | 'search' | 'event' | 'content' | 'service' | 'goal' | 'ping';

export type ReferrerKind = 'direct' | 'search' | 'website' | 'campaign' | 'social' | 'assistant' | 'government';

/** One row of the table `hit`. Every text is cut to its limit; absent is empty, not null. */
export interface Hit {
  site: number;
  /** Day in the site's zone, `2026-11-25`. */
  day: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Unsigned 64 bits, decimal. */
  visitor: string;
  kind: HitKind;
  newVisit: boolean;
  bot: string;
  host: string;
  path: string;
  title: string;
  target: string;
  contentName: string;
  contentPiece: string;
  contentInteraction: string;
  goal: number;
  searchKeyword: string;
  searchCategory: string;
  /** -1: not known. */
  searchCount: number;
  eventCategory: string;
  eventAction: string;
  eventName: string;
  eventValue: number;
  service: string;
  serviceState: string;
  serviceExtra: string;
  referrerKind: ReferrerKind;
  referrerName: string;
  referrerKeyword: string;
  referrerPath: string;
  device: string;
  browser: string;
  system: string;
  language: string;
  screen: string;
  loadMs: number;
}

/**
 * A page view of which only this is known; for samples and tests, which change what they need. The collector writes its
 * hits out field by field: it makes thousands a second.
 */
export function plainPageView(known: Pick<Hit, 'site' | 'day' | 'at' | 'visitor' | 'host'>): Hit {
  return {
    ...known,
    kind: 'page',
    newVisit: false,
    bot: '',
    path: '',
    title: '',
    target: '',
    contentName: '',
    contentPiece: '',
    contentInteraction: '',
    goal: 0,
    searchKeyword: '',
    searchCategory: '',
    searchCount: -1,
    eventCategory: '',
    eventAction: '',
    eventName: '',
    eventValue: 0,
    service: '',
    serviceState: '',
    serviceExtra: '',
    referrerKind: 'direct',
    referrerName: '',
    referrerKeyword: '',
    referrerPath: '',
    device: '',
    browser: '',
    system: '',
    language: '',
    screen: '',
    loadMs: 0,
  };
}

/** Columns in the order in which `hitLine` writes them. */
export const HIT_COLUMNS = [
  'site',
  'day',
  'at',
  'visitor',
  'kind',
  'new_visit',
  'bot',
  'host',
  'path',
  'title',
  'target',
  'content_name',
  'content_piece',
  'content_interaction',
  'goal',
  'search_keyword',
  'search_category',
  'search_count',
  'event_category',
  'event_action',
  'event_name',
  'event_value',
  'service',
  'service_state',
  'service_extra',
  'referrer_kind',
  'referrer_name',
  'referrer_keyword',
  'referrer_path',
  'device',
  'browser',
  'system',
  'language',
  'screen',
  'load_ms',
] as const;

/** A hit as a line of TSV, with its line end: what the log keeps and the store takes, without a second encoding. */
export function hitLine(hit: Hit): string {
  const what = hit.kind === 'page' ? NOTHING_BUT_A_PAGE : actionColumns(hit);
  return (
    `${hit.site}\t${hit.day}\t${instant(hit.at)}\t${hit.visitor}\t${hit.kind}\t${hit.newVisit ? 1 : 0}\t${hit.bot}\t` +
    `${safe(hit.host)}\t${safe(hit.path)}\t${safe(hit.title)}\t${what}\t` +
    `${hit.referrerKind}\t${safe(hit.referrerName)}\t${safe(hit.referrerKeyword)}\t${safe(hit.referrerPath)}\t` +
    `${safe(hit.device)}\t${safe(hit.browser)}\t${safe(hit.system)}\t${hit.language}\t${hit.screen}\t${hit.loadMs}\n`
  );
}

/** Columns `target` to `service_extra` of a page view, by far the most frequent kind. */
const NOTHING_BUT_A_PAGE = '\t\t\t\t0\t\t\t-1\t\t\t\t0\t\t\t';

function actionColumns(hit: Hit): string {
  return (
    `${safe(hit.target)}\t${safe(hit.contentName)}\t${safe(hit.contentPiece)}\t${safe(hit.contentInteraction)}\t` +
    `${hit.goal}\t${safe(hit.searchKeyword)}\t${safe(hit.searchCategory)}\t${hit.searchCount}\t` +
    `${safe(hit.eventCategory)}\t${safe(hit.eventAction)}\t${safe(hit.eventName)}\t${hit.eventValue}\t` +
    `${safe(hit.service)}\t${safe(hit.serviceState)}\t${safe(hit.serviceExtra)}`
  );
}

/** Seconds with three decimals, as DateTime64(3) reads them. */
function instant(ms: number): string {
  const rest = ms % 1000;
  return `${(ms - rest) / 1000}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}`;
}

const SPECIAL = /[\t\n\r\\\0]/;
const SPECIALS = /[\t\n\r\\\0]/g;
const ESCAPED: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', '\0': '\\0' };

function safe(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, (character) => ESCAPED[character] as string) : text;
}
