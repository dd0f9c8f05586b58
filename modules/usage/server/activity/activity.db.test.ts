import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { findGaps } from '../gaps/find-gaps.job.ts';
import type { UsageTables } from '../tables.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { noteActivity } from './activity.repo.ts';
import { startActivityRecorder } from './record-activity.ts';

let node: UsageNode;
let own: string;
beforeAll(async () => {
  node = await usageNode();
  own = (await node.ask('admin', 'GET', '/api/usage/sites/3')).body.owner.id;
});
afterAll(() => node.close());

const HOUR = 3_600_000;
const at = NOON.getTime();
const site = async (code: number) => (await node.ask('admin', 'GET', `/api/usage/sites/${code}`)).body;

async function register(name: string): Promise<number> {
  const body = { name, kind: 'portal', ownerId: own, domains: [`${name.toLowerCase().replaceAll(' ', '-')}.example`] };
  return (await node.ask('admin', 'POST', '/api/usage/sites', body)).body.code;
}

/** Stores hits and notes them, as the collector tells of what it stored. */
async function note(...hits: { site: number; at: number }[]): Promise<void> {
  await storeHits(
    node.platform.clickhouse,
    hits.map((hit) => testHit(hit)),
  );
  const recorder = startActivityRecorder(node.as());
  recorder.note(hits.map((hit) => hit.site));
  await recorder.stop();
}

const audited = async (action: string) =>
  await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select('subject_id')
    .where('action', '=', action)
    .execute();

/** Runs the job as at another hour; another site has just sent, so the silence is not this node's. */
async function interruptionsAt(now: number): Promise<void> {
  const last = new Date(now);
  await noteActivity(node.platform.db as Kysely<UsageTables>, [{ code: 1, first: last, last }], []);
  const ctx = node.as();
  await findGaps({ ...ctx, platform: { ...ctx.platform, now: () => last } });
}

test('the first hit makes a site receive; first and last only ever grow apart', async () => {
  const code = await register('Trang Mot');
  expect(await site(code)).toMatchObject({ state: 'registered', firstHitAt: null, lastHitAt: null });
  await note({ site: code, at: at - HOUR });
  const told = { state: 'receiving', firstHitAt: new Date(at - HOUR).toISOString() };
  expect(await site(code)).toMatchObject({ ...told, lastHitAt: new Date(at - HOUR).toISOString() });
  // One that was kept offline comes late, another in its time.
  await note({ site: code, at: at - 3 * HOUR }, { site: code, at: at - 60_000 });
  expect(await site(code)).toMatchObject({
    firstHitAt: new Date(at - 3 * HOUR).toISOString(),
    lastHitAt: new Date(at - 60_000).toISOString(),
  });
  const marks = (await audited('usage.site.mark_receiving')).filter((row) => row.subject_id.length > 0);
  const { id } = await site(code);
  expect(marks.filter((row) => row.subject_id === id)).toHaveLength(1);
});

test('live screens of the site and of the board are told, of other sites not', async () => {
  const code = await register('Trang Hai');
  const heard: string[] = [];
  const unlisten = node.platform.events.listen(({ topic }) => void heard.push(topic));
  await note({ site: code, at: at - 1_000 });
  await expect.poll(() => heard).toContain(`usage.site:${code}`);
  expect(heard).toContain('usage.board');
  expect(heard.filter((topic) => topic.startsWith('usage.site:') && topic !== `usage.site:${code}`)).toEqual([]);
  unlisten();
});

test('hits of a site that is not there, and of a closed one, change nothing', async () => {
  const code = await register('Trang Ba');
  await node.ask('admin', 'POST', `/api/usage/sites/${code}/close`);
  await note({ site: code, at: at - 1_000 }, { site: 4_000_000_000, at: at - 1_000 });
  expect(await site(code)).toMatchObject({ state: 'closed' });
});

test('what could not be noted is noted later', async () => {
  const code = await register('Trang Bon');
  await storeHits(node.platform.clickhouse, [testHit({ site: code, at: at - 5_000 })]);
  const ctx = node.as();
  const real = ctx.platform.clickhouse;
  let asked = 0;
  const clickhouse: ClickHouse = {
    ...real,
    query: async (query, parameters) =>
      asked++ === 0 ? Promise.reject(new Error('away')) : await real.query(query, parameters),
  };
  const recorder = startActivityRecorder({ ...ctx, platform: { ...ctx.platform, clickhouse } });
  recorder.note([code]);
  await expect.poll(async () => (await site(code)).state, { timeout: 10_000 }).toBe('receiving');
  expect(asked).toBe(2);
  await recorder.stop();
});

test('a site without hits for 24 hours is interrupted, once, and receives again with the next hit', async () => {
  const code = await register('Trang Nam');
  await note({ site: code, at: at - 1_000 });
  await interruptionsAt(at - 2_000 + 24 * HOUR);
  expect((await site(code)).state).toBe('receiving');
  await interruptionsAt(at + 24 * HOUR);
  await interruptionsAt(at + 25 * HOUR);
  const { id, state } = await site(code);
  expect(state).toBe('interrupted');
  expect((await audited('usage.site.mark_interrupted')).filter((row) => row.subject_id === id)).toHaveLength(1);
  await note({ site: code, at: at - 500 });
  expect((await site(code)).state).toBe('receiving');
});

test('a site that never received is not interrupted', async () => {
  const code = await register('Trang Sau');
  await interruptionsAt(at + 48 * HOUR);
  expect((await site(code)).state).toBe('registered');
});
