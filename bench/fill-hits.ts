import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { WORDS } from './traffic.ts';

export interface Fill {
  hits: number;
  sites: number;
  /** Days up to `today`, which is the last. */
  days: number;
  today: string;
}

/** Hits of one visit on average, robots' included; see the statement. */
const HITS_A_VISIT = 2.587;
/** Visits of one statement: what is written stays within memory. */
const VISITS_A_STATEMENT = 300_000;

/** A number from 0 to 2^32 that follows from the visit and a purpose. */
const roll = (purpose: number, of = 'v') => `(xxHash64(${of}, ${purpose}) % 4294967296)`;
/** The same from 0 to 1. */
const part = (purpose: number, of = 'v') => `(${roll(purpose, of)} / 4294967296)`;
/** A rank from 0 by Zipf's law. */
const zipf = (size: number, purpose: number, of = 'v') =>
  `toUInt32(least(${size - 1}, floor(pow(${size}, ${part(purpose, of)}) - 1)))`;
const pick = (values: readonly string[], purpose: number, of = 'v') =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + ${roll(purpose, of)} % ${values.length}]`;

/**
 * Fills the table of hits by statements of the store itself, with believable traffic from a fixed seed: sites and pages by
 * Zipf's law, office hours and quiet weekends, visits of one page to twelve, visitors who come back on the same day,
 * campaigns, searches, downloads, events, services, pings and one robot in nine. Answers the number of hits.
 */
export async function fillHits(
  clickhouse: ClickHouse,
  { hits, sites, days, today }: Fill,
  progress: (done: number, all: number) => void = () => {},
): Promise<number> {
  const visits = Math.round(hits / HITS_A_VISIT);
  // A day after the other, as hits come.
  const perDay = Math.ceil(visits / days);
  let done = 0;
  for (let age = days - 1; age >= 0; age--) {
    for (let from = 0; from < perDay; from += VISITS_A_STATEMENT) {
      const count = Math.min(VISITS_A_STATEMENT, perDay - from);
      await clickhouse.command(dayStatement(today, age, age * perDay + from, count, sites));
    }
    done++;
    progress(done, days);
  }
  return visits;
}

function dayStatement(today: string, age: number, from: number, count: number, sites: number): string {
  const bot = `(${roll(2)} % 9 = 0)`;
  const source = `(${roll(9)} % 20)`;
  // One in seven is a visitor whom an earlier visit of the day brought.
  const who = `if(${roll(3)} % 7 = 0, intDiv(v, 1000) * 1000 + ${roll(4)} % 1000, v)`;
  return `
    insert into hit (site, day, at, visitor, kind, new_visit, bot, host, path, title, target, search_keyword, search_count,
      event_category, event_action, service, service_state, referrer_kind, referrer_name, referrer_keyword, device, browser,
      system, language, screen, load_ms)
    settings insert_deduplication_token = 'fill:${today}:${age}:${from}'
    select site, day,
      toDateTime64(begun, 3, 'UTC') + toIntervalMillisecond(step * (4000 + ${roll(20, 'v * 64 + step')} % 150000)) as at,
      xxHash64(who, site, 'visitor') as visitor,
      multiIf(bot != '' or step = 0, 'page', act < 78, 'page', act < 83, 'search', act < 87, 'download', act < 89, 'outlink',
        act < 94, 'event', act < 98, 'service', 'ping') as kind,
      0 as new_visit, bot, host,
      if(kind = 'search', '', concat('/', [${WORDS.map((word) => `'${word}'`).join(', ')}][1 + page % ${WORDS.length}], '/',
        toString(page), if(page % 5 = 0, '?trang=2', ''))) as path,
      concat('${TITLE} ', toString(page)) as title,
      if(kind in ('download', 'outlink'), concat('https://', host, '/tep/', toString(page % 300), '.pdf'), '') as target,
      if(kind = 'search', ${pick(SEARCHES, 22, 'v * 64 + step')}, '') as search_keyword,
      if(kind = 'search', toInt32(page % 40), -1) as search_count,
      if(kind = 'event', 'Bieu mau', '') as event_category, if(kind = 'event', ${pick(['Tai', 'Gui', 'Phat'], 23)}, '') as event_action,
      if(kind = 'service', concat('1.', toString(1000000 + page % 400)), '') as service,
      if(kind = 'service', ${pick(['-1', '0', '1'], 24)}, '') as service_state,
      if(step > 0, 'direct', source_kind) as referrer_kind, if(step > 0, '', source_name) as referrer_name, '' as referrer_keyword,
      device, browser, system, 'vi' as language, screen,
      if(kind = 'page', toUInt32(200 + ${roll(25, 'v * 64 + step')} % 3000), 0) as load_ms
    from (
      select *, arrayJoin(range(toUInt32(steps))) as step, ${roll(26, 'v * 64 + step')} % 100 as act, ${zipf(3_000, 27, 'v * 64 + step')} as page
      from (
        select number + ${from} as v, 1 + ${zipf(sites, 1)} as site, toDate('${today}') - ${age} as day,
          ${who} as who, if(${bot}, ${pick(['search_engine', 'crawler', 'ai'], 5)}, '') as bot,
          if(bot != '' or ${roll(6)} % 10 < 4, 1, least(12, 1 + floor(-log(1 - ${part(7)}) * 3.6))) as steps,
          concat('site', toString(site), '.khanhhoa.gov.vn') as host,
          -- Days of the sites' zone begin at 17:00 UTC; nine in ten come by day.
          toUnixTimestamp(toDateTime(day, 'Asia/Ho_Chi_Minh')) + if(${roll(8)} % 10 = 0, ${roll(10)} % 82000, 25200 + ${roll(11)} % 50000) as begun,
          multiIf(${source} < 9, 'direct', ${source} < 15, 'search', ${source} < 17, 'website', ${source} < 18, 'social', ${source} < 19, 'government', 'campaign') as source_kind,
          multiIf(source_kind = 'search', ${pick(['Google', 'Cốc Cốc', 'Bing'], 12)}, source_kind = 'direct', '', source_kind = 'social', ${pick(['Facebook', 'Zalo'], 13)},
            source_kind = 'campaign', ${pick(['tuan-le-so', 'zalo-oa', 'to-roi'], 14)}, concat('bao', toString(${roll(15)} % 60), '.vn')) as source_name,
          ${pick(['desktop', 'smartphone', 'smartphone', 'tablet'], 16)} as device, ${pick(['Chrome', 'Chrome', 'Safari', 'Edge', 'Cốc Cốc', 'Firefox'], 17)} as browser,
          ${pick(['Windows', 'Android', 'iOS', 'Mac'], 18)} as system, ${pick(['1366x768', '1920x1080', '360x800', '390x844', '412x915'], 19)} as screen
        from numbers(${count})
      )
    )`;
}

const TITLE = 'Thủ tục hành chính: trang';
const SEARCHES = [
  'khai sinh',
  'ho chieu',
  'dat dai',
  'ly lich tu phap',
  'dang ky kinh doanh',
  'can cuoc',
  'ket hon',
  'thue',
];
