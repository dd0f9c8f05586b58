import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { HIT_COLUMNS, type Hit, hitLine, plainPageView } from '../collector/hit.ts';
import { dayIn } from '../days.ts';

/** A page view that tests change where it matters. */
export function testHit(more: Partial<Hit> = {}): Hit {
  const at = more.at ?? Date.parse('2026-11-24T03:00:00Z');
  const day = dayIn(new Date(at), 'Asia/Ho_Chi_Minh');
  return {
    ...plainPageView({ site: 1, day, at, visitor: '1', host: 'khanhhoa.example' }),
    path: '/',
    title: 'Trang chủ',
    device: 'desktop',
    browser: 'Chrome',
    system: 'Windows',
    language: 'vi',
    screen: '1366x768',
    ...more,
  };
}

let batches = 0;

export async function storeHits(clickhouse: ClickHouse, hits: readonly Hit[]): Promise<void> {
  const lines = Buffer.from(hits.map(hitLine).join(''));
  await clickhouse.insertTsv('hit', HIT_COLUMNS, lines, `test:${process.pid}:${batches++}`);
}
