import { expect, test, vi } from 'vitest';
import { hasDebianPostgres } from '../support/debian-postgres.ts';
import { launchService, processOf, startStores } from '../support/grown-node.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';

const ACCOUNT = { email: 'admin@khanhhoa.example', password: 'NhipCau-2026' };
const LIVE_MS = 2_000;

async function signedIn(web: RunningNode) {
  const answer = await fetch(`${web.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(ACCOUNT),
  });
  expect(answer.ok).toBe(true);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  // oxlint-disable-next-line typescript/no-explicit-any -- the test looks into answers freely
  return async (method: string, path: string): Promise<{ status: number; body: any }> => {
    const reply = await fetch(`${web.url}${path}`, { method, headers: { cookie } });
    return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
  };
}

/** A page view that is told apart by its path. */
async function visit(collector: RunningNode, path: string): Promise<void> {
  const query = new URLSearchParams({ idsite: '1', rec: '1', url: `http://localhost${path}` });
  const answer = await fetch(`${collector.url}/matomo.php?${query}`, {
    headers: {
      'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
    },
  });
  expect(answer.status).toBe(200);
}

async function killHard(service: Parameters<typeof processOf>[0], data: string, node: RunningNode): Promise<void> {
  process.kill(processOf(service, data), 'SIGKILL');
  await node.ended;
}

test.skipIf(!hasDebianPostgres)(
  'web, collector and worker as three processes on outside stores, each killed and started again',
  async () => {
    const stores = await startStores();
    const data = dataFolder();
    // The sample first, then all three at once, as an orchestrator would.
    let web = await launchService('web', data, stores, '--demo');
    await ready(web);
    let [collector, worker] = await Promise.all([
      launchService('collector', data, stores),
      launchService('worker', data, stores),
    ]);
    await Promise.all([ready(collector), ready(worker)]);
    expect((await fetch(`${collector.url}/sign-in`)).status).toBe(404);
    expect((await fetch(`${web.url}/matomo.php?idsite=1&rec=1`)).status).toBe(404);
    expect((await fetch(`${collector.url}/health/live`)).status).toBe(200);

    let ask = await signedIn(web);
    const seesLive = async (path: string) => {
      await vi.waitFor(
        async () => {
          const { body } = await ask('GET', '/api/usage/sites/1/live?limit=50');
          expect(body.hits.map((hit: { path: string }) => hit.path)).toContain(path);
        },
        { timeout: LIVE_MS, interval: 50 },
      );
    };
    await visit(collector, '/from-the-collector');
    await seesLive('/from-the-collector');

    // A job that the web process writes is run by the worker.
    const jobIsRun = async (meanwhile: () => Promise<void> = async () => {}) => {
      const { status, body: asked } = await ask('POST', '/api/usage/sites/1/connection');
      expect([status, asked.state]).toEqual([202, 'waiting']);
      await meanwhile();
      await vi.waitFor(
        async () => {
          const { check } = (await ask('GET', '/api/usage/sites/1/connection')).body;
          expect(check).toMatchObject({ state: 'done', askedAt: asked.askedAt });
        },
        { timeout: 60_000, interval: 100 },
      );
    };
    await jobIsRun();

    // The collector is killed with a hit that it has just answered: nothing is lost, nothing counts twice.
    await visit(collector, '/before-the-kill');
    await killHard('collector', data, collector);
    collector = await launchService('collector', data, stores);
    await ready(collector);
    await visit(collector, '/after-the-kill');
    await seesLive('/before-the-kill');
    await seesLive('/after-the-kill');
    const { body } = await ask('GET', '/api/usage/sites/1/live?limit=100');
    expect(body.hits.filter((hit: { path: string }) => hit.path === '/before-the-kill')).toHaveLength(1);

    await killHard('worker', data, worker);
    await jobIsRun(async () => {
      worker = await launchService('worker', data, stores);
    });

    await killHard('web', data, web);
    await visit(collector, '/while-the-web-is-away');
    web = await launchService('web', data, stores);
    await ready(web);
    ask = await signedIn(web);
    await seesLive('/while-the-web-is-away');

    // ClickHouse goes: who shows figures is not ready and says why; who takes hits goes on taking them.
    stores.clickhouse.process.kill('SIGKILL');
    await vi.waitFor(async () => expect((await fetch(`${web.url}/health/ready`)).status).toBe(503), {
      timeout: 10_000,
    });
    const unready = (await (await fetch(`${web.url}/health/ready`)).json()) as { parts: Record<string, string> };
    expect(unready.parts).toMatchObject({ store: 'not_ready', database: 'ready', jobs: 'ready', web: 'ready' });
    const collecting = await fetch(`${collector.url}/health/ready`);
    expect([collecting.status, await collecting.json()]).toMatchObject([
      200,
      { parts: { store: 'not_ready', collector: 'ready' } },
    ]);
    await visit(collector, '/while-the-store-is-away');
  },
  240_000,
);

test.skipIf(!hasDebianPostgres)(
  'a process with other secrets is refused, and one without the store says why',
  async () => {
    const stores = await startStores();
    const first = await launchService('worker', dataFolder(), stores);
    await ready(first);
    const other = await launchService('web', dataFolder(), stores);
    expect(await other.ended).toBe(1);
    expect(other.output()).toMatch(/belongs to a node with other secrets than those in .*: copy secrets\.json/);
    const wrong = launch(['start'], dataFolder(), await freePort(), {
      ...stores.environment,
      CLICKHOUSE_URL: (stores.environment['CLICKHOUSE_URL'] as string).replace('of-the-test', 'sai-mat-khau'),
    });
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toMatch(/CLICKHOUSE_URL names 127\.0\.0\.1:\d+, but it does not let this user in/);
    expect(wrong.output()).not.toContain('sai-mat-khau');
  },
);
