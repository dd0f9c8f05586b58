import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { MailTables } from '#platform/server/mail/tables.ts';
import type { NotificationTables } from '#platform/server/notifications/tables.ts';
import { testPerson } from '#platform/server/testing/test-platform.ts';
import type { Interruption } from '../../contract.ts';
import { noteActivity } from '../activity/activity.repo.ts';
import { startActivityRecorder } from '../activity/record-activity.ts';
import type { UsageTables } from '../tables.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { findGaps } from './find-gaps.job.ts';
import { gapsIn } from './gaps-in.ts';
import { learnRhythms } from './learn-rhythms.job.ts';
import { listInterruptions } from './list-gaps.ts';
import { sweepGaps } from './sweep-gaps.job.ts';

let node: UsageNode;
let own: string;
beforeAll(async () => {
  node = await usageNode();
  own = (await node.ask('admin', 'GET', '/api/usage/sites/3')).body.owner.id;
});
afterAll(() => node.close());

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight of the node's day, 25/11/2026, a Wednesday. */
const MIDNIGHT = NOON.getTime() - 12 * HOUR;
const PEOPLE = 8;

const at = (now: number) => {
  const ctx = node.as();
  return { ...ctx, platform: { ...ctx.platform, now: () => new Date(now) } };
};
const site = async (code: number) => (await node.ask('admin', 'GET', `/api/usage/sites/${code}`)).body;
const list = async (query: string): Promise<{ rows: Interruption[]; total: number; open: number }> =>
  (await node.ask('admin', 'GET', `/api/usage/interruptions?${query}`)).body;
const all = { below: true, limit: 500 };

/** Stores hits and notes them, as the collector tells of what it stored. */
async function note(code: number, moments: readonly number[], now: number): Promise<void> {
  const hits = moments.map((moment, index) => testHit({ site: code, at: moment, visitor: String(index + 1) }));
  for (let from = 0; from < hits.length; from += 15_000) {
    await storeHits(node.platform.clickhouse, hits.slice(from, from + 15_000));
  }
  // The collector tells of the last days only; older hits come from a log, whose import notes them.
  const first = new Date(Math.min(...moments));
  await noteActivity(node.platform.db as Kysely<UsageTables>, [{ code, first, last: first }], []);
  const recorder = startActivityRecorder(at(now));
  recorder.note([code]);
  await recorder.stop();
}

/** Seven weeks of office hours, eight people an hour from 8 to 17, up to an instant; nothing within `silent`. */
function weeks(until: number, silent?: [from: number, to: number]): number[] {
  const moments: number[] = [];
  for (let day = MIDNIGHT - 49 * DAY; day <= MIDNIGHT; day += DAY) {
    for (let hour = 8; hour < 17; hour++) {
      for (let one = 0; one < PEOPLE; one++) {
        const moment = day + hour * HOUR + (one * HOUR) / PEOPLE;
        const inside = silent && moment >= silent[0] && moment < silent[1];
        if (moment <= until && !inside) moments.push(moment);
      }
    }
  }
  return moments;
}

async function register(name: string): Promise<number> {
  const body = { name, kind: 'portal', ownerId: own, domains: [`${name.toLowerCase().replaceAll(' ', '-')}.example`] };
  return (await node.ask('admin', 'POST', '/api/usage/sites', body)).body.code;
}

const notices = async (id: string) =>
  await (node.platform.db as Kysely<NotificationTables>)
    .selectFrom('platform.notification')
    .select(['kind', 'link', 'values'])
    .where('subject_id', '=', id)
    .orderBy('at')
    .execute();

test('the sample has interruptions of the past and of today, each found by the rule', async () => {
  const { rows, total, open } = await list('limit=500');
  expect(rows).toHaveLength(total);
  expect(open).toBeGreaterThanOrEqual(2);
  const portal = rows.filter((row) => row.site.code === 2);
  expect(portal).toHaveLength(2);
  expect(portal[0]).toMatchObject({ state: 'ended', basis: 'rhythm' });
  expect(portal[0]?.seconds).toBeGreaterThan(6.5 * 3_600);
  expect(portal[0]?.seconds).toBeLessThan(9 * 3_600);
  expect(portal[0]?.missedHits).toBeGreaterThan(150);
  // Only what was made to be silent is found: no false alarm in three months of all sites.
  const expected = new Set([2, 3, 5, 15]);
  expect(rows.filter((row) => row.state === 'ended' && !expected.has(row.site.code))).toEqual([]);
  for (const row of rows.filter((one) => one.state === 'open')) {
    expect((await site(row.site.code)).state).toBe('interrupted');
    expect(row.seconds).toBeGreaterThan(8 * 86_400);
    expect(row.missedHits).toBeGreaterThan(20);
  }
});

test('a site is interrupted as soon as its rhythm says so, is told of once, and the end is its first hit', async () => {
  const code = await register('Trang Nhip');
  const last = MIDNIGHT + 10 * HOUR - HOUR / PEOPLE;
  await note(code, weeks(last), last + MINUTE);
  await learnRhythms(at(last + MINUTE));
  // Twelve people are expected in an hour and a half.
  await findGaps(at(last + 89 * MINUTE));
  expect((await site(code)).state).toBe('receiving');
  await findGaps(at(last + 100 * MINUTE));
  await findGaps(at(last + 110 * MINUTE));
  const { id, state } = await site(code);
  expect(state).toBe('interrupted');
  const told = await notices(id);
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['usage.site_interrupted']));
  expect(told[0]).toMatchObject({ link: `/sites/${code}/watch`, values: { since: '25/11/2026 09:52' } });
  const mails = await (node.platform.db as Kysely<MailTables>)
    .selectFrom('platform.mail')
    .select(['kind', 'subject', 'recipient'])
    .where('subject', 'like', 'Trang Nhip%')
    .execute();
  expect(mails.map(({ recipient }) => recipient)).toContain('admin@khanhhoa.example');
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(mails.length);

  const [open] = (await list(`site=${code}`)).rows;
  expect(open).toMatchObject({
    state: 'open',
    endedAt: null,
    basis: 'rhythm',
    startedAt: new Date(last).toISOString(),
  });
  // By the clock of the node, noon: two hours and 7½ minutes of eight people.
  expect(open?.missedHits).toBe(17);

  const back = last + 3 * HOUR;
  await note(code, [back, back + MINUTE], back + 2 * MINUTE);
  expect((await site(code)).state).toBe('receiving');
  const [ended] = (await list(`site=${code}`)).rows;
  expect(ended).toMatchObject({
    state: 'ended',
    endedAt: new Date(back).toISOString(),
    seconds: 3 * 3_600,
    missedHits: 24,
  });
  const kinds = (await notices(id)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'usage.site_resumed')).toHaveLength(told.length);
  const trail = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select('action')
    .where('subject_id', '=', ended?.id ?? '')
    .execute();
  expect(trail).toEqual([{ action: 'usage.interruption.end' }]);
});

test('a night is no interruption', async () => {
  const code = await register('Trang Dem');
  const evening = MIDNIGHT - DAY + 17 * HOUR - HOUR / PEOPLE;
  await note(code, weeks(evening), evening + MINUTE);
  await learnRhythms(at(evening + MINUTE));
  await findGaps(at(MIDNIGHT + 8 * HOUR));
  expect((await site(code)).state).toBe('receiving');
});

test('what nobody saw while it went on is found afterwards; hits of that time that come later fill it', async () => {
  const code = await register('Trang Quet');
  const from = MIDNIGHT - DAY + 9 * HOUR;
  const to = MIDNIGHT - DAY + 14 * HOUR;
  const now = NOON.getTime() - MINUTE;
  await note(code, weeks(now, [from, to]), now);
  await learnRhythms(at(from));
  await sweepGaps(at(now), 3);
  await sweepGaps(at(now), 3);
  const found = await list(`site=${code}`);
  expect(found.rows).toHaveLength(1);
  expect(found.rows[0]).toMatchObject({
    state: 'ended',
    startedAt: new Date(from - HOUR / PEOPLE).toISOString(),
    endedAt: new Date(to).toISOString(),
  });
  // Five hours and 7½ minutes.
  expect(found.rows[0]?.missedHits).toBe(41);
  const period = { from: '2026-11-24', to: '2026-11-24' };
  expect(await gapsIn(node.platform, [code, 1], period)).toMatchObject([
    { site: code, missedHits: 41, seconds: 18_450 },
  ]);
  expect(await gapsIn(node.platform, [code], { from: '2026-11-25', to: '2026-11-25' })).toEqual([]);

  // Its server's log is imported.
  const log = weeks(now).filter((moment) => moment >= from && moment < to);
  await note(code, log, now);
  await sweepGaps(at(now), 3);
  expect((await list(`site=${code}`)).rows).toMatchObject([{ state: 'filled' }]);
  expect(await gapsIn(node.platform, [code], period)).toEqual([]);
  expect((await list(`site=${code}&state=ended`)).rows).toEqual([]);
});

test('when all sites are silent at once, it is the node that heard nothing', async () => {
  await findGaps(at(NOON.getTime()));
  const before = (await list('state=open')).open;
  await findGaps(at(NOON.getTime() + 20 * HOUR));
  expect((await list('state=open')).open).toBe(before);
});

test('lists: by site, state, days and words; only of sites that one may see; page by page', async () => {
  expect((await list('q=cong+dich+vu+cong')).rows.map((row) => row.site.code)).toEqual([2, 2]);
  const day = '2026-11-13';
  expect((await list(`site=2&from=${day}&to=${day}`)).rows).toHaveLength(1);
  expect((await list(`site=2&from=2026-11-14&to=2026-11-20`)).rows).toEqual([]);
  const reach = new Set([own]);
  const seen = await listInterruptions(node.as(testPerson({ 'usage.site.read': reach })), all);
  expect(new Set(seen.rows.map((row) => row.owner.id))).toEqual(reach);
  const first = await list('limit=2');
  const next = (first as unknown as { next: string }).next;
  const second = await list(`limit=500&cursor=${next}`);
  const ids = [...first.rows, ...second.rows].map((row) => row.id);
  expect(ids).toEqual((await list('limit=500')).rows.map((row) => row.id));
  expect((await node.ask(null, 'GET', '/api/usage/interruptions')).status).toBe(401);
  const wrong = await node.ask('admin', 'GET', '/api/usage/interruptions?from=2026-11-02&to=2026-11-01');
  expect(wrong.body.code).toBe('usage.period_invalid');
});

test('sites that must send by now and never did are late', async () => {
  const late = (await node.ask('admin', 'GET', '/api/usage/sites?late=true&sort=duty&limit=200')).body;
  expect(late.rows.length).toBeGreaterThan(0);
  for (const row of late.rows) {
    expect(row.dutyDate < '2026-11-25').toBe(true);
    expect(['registered', 'embedded']).toContain(row.state);
  }
  const days = late.rows.map((row: { dutyDate: string }) => row.dutyDate);
  expect(days).toEqual(days.toSorted());
  const page = (await node.ask('admin', 'GET', '/api/usage/sites?sort=duty&limit=1')).body;
  const rest = (await node.ask('admin', 'GET', `/api/usage/sites?sort=duty&limit=200&cursor=${page.next}`)).body;
  expect(rest.rows.map((row: { code: number }) => row.code)).not.toContain(page.rows[0].code);
  expect(rest.rows.length + 1).toBe(page.total);
});
