import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { HIT_COLUMNS, type Hit, hitLine } from '../collector/hit.ts';
import { dayIn } from '../days.ts';

/** A page view that tests change where it matters. */
export function testHit(more: Partial<Hit> = {}): Hit {
  const at = more.at ?? Date.parse('2026-11-24T03:00:00Z');
  return {
    site: 1,
    day: dayIn(new Date(at), 'Asia/Ho_Chi_Minh'),
    at,
    visitor: '1',
    kind: 'page',
    newVisit: false,
    bot: '',
    host: 'khanhhoa.example',
    path: '/',
    title: 'Trang chủ',
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
    device: 'desktop',
    browser: 'Chrome',
    system: 'Windows',
    language: 'vi',
    screen: '1366x768',
    loadMs: 0,
    ...more,
  };
}

let batches = 0;

export async function storeHits(clickhouse: ClickHouse, hits: readonly Hit[]): Promise<void> {
  const lines = Buffer.from(hits.map(hitLine).join(''));
  await clickhouse.insertTsv('hit', HIT_COLUMNS, lines, `test:${process.pid}:${batches++}`);
}
