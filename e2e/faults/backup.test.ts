import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { dataFolder, freePort, launch, type RunningNode, ready, servingProcess } from '../support/node.ts';

const KEY = 'cây cầu gỗ dài nhất miền Trung';
const ACCOUNT = { email: 'admin@khanhhoa.example', password: 'NhipCau-2026' };

async function session(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(ACCOUNT),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

const PAGE = '/sao-luu';

/** Milliseconds between hits: a busy site. At full speed, so many would come that counting them takes minutes. */
const PACE = 10;

/** Sends hits one after the other until it is told to end; answers how many were answered well. */
function load(url: string) {
  let on = true;
  let taken = 0;
  const work = (async () => {
    while (on) {
      const page = encodeURIComponent(`https://localhost${PAGE}`);
      const answer = await fetch(`${url}/matomo.php?idsite=1&rec=1&send_image=0&url=${page}`, {
        method: 'POST',
        headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36' },
      });
      if (answer.status === 204) taken += 1;
      await setTimeout(PACE);
    }
  })();
  return {
    taken: () => taken,
    async end() {
      on = false;
      await work;
    },
  };
}

/** How many hits of the page the node knows. */
async function marked(url: string): Promise<number> {
  const cookie = await session(url);
  let count = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ path: PAGE, limit: '200', ...(cursor && { cursor }) });
    const answer = await fetch(`${url}/api/usage/sites/1/hits?${query}`, { headers: { cookie } });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const { rows, next } = (await answer.json()) as { rows: unknown[]; next: string | null };
    count += rows.length;
    cursor = next;
  }
  return count;
}

async function stop(node: RunningNode): Promise<void> {
  node.process.kill('SIGTERM');
  await node.ended;
}

test('a node is backed up under load, destroyed, and restored; refusals say what to do', async () => {
  const data = dataFolder();
  const backups = dataFolder('sao lưu');
  const environment = { BACKUP_URL: `file://${encodeURI(backups)}`, BACKUP_KEY: KEY };
  const node = launch(['start', '--demo'], data, await freePort(), environment);
  await ready(node);
  const hits = load(node.url);
  await expect.poll(() => hits.taken(), { timeout: 20_000 }).toBeGreaterThan(50);
  const before = hits.taken();
  const backup = launch(['backup'], data, 0, environment);
  expect(await backup.ended, backup.output()).toBe(0);
  expect(backup.output()).toContain('Backed up:');
  await hits.end();
  const after = hits.taken();

  process.kill(servingProcess(data), 'SIGKILL');
  await node.ended;
  rmSync(data, { recursive: true, force: true });
  const file = join(backups, 'backups', readdirSync(join(backups, 'backups'))[0] as string);

  const fresh = dataFolder();
  const wrong = launch(['restore', file], fresh, 0, { BACKUP_KEY: 'một khóa nào đó khác hẳn' });
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toContain('does not open with this BACKUP_KEY');
  const restore = launch(['restore', file], fresh, 0, { BACKUP_KEY: KEY });
  expect(await restore.ended, restore.output()).toBe(0);
  expect(restore.output()).toMatch(/Restored the node of .* \d+ rows, \d+ hits/);
  const again = launch(['restore', file], fresh, 0, { BACKUP_KEY: KEY });
  expect(await again.ended).toBe(1);
  expect(again.output()).toContain('is not empty');

  const verify = launch(['audit', 'verify'], fresh, 0);
  expect(await verify.ended, verify.output()).toBe(0);
  const restored = launch(['start'], fresh, await freePort());
  await ready(restored);
  const kept = await marked(restored.url);
  expect(kept).toBeGreaterThanOrEqual(before);
  expect(kept).toBeLessThanOrEqual(after);
  await stop(restored);

  // Stopped, it is backed up by the command itself, into a place that is named.
  const elsewhere = dataFolder('nơi khác');
  const offline = launch(['backup', `--to=${elsewhere}`], fresh, 0);
  expect(await offline.ended, offline.output()).toBe(0);
  expect(offline.output()).toContain('It is not sealed');
  const cut = join(elsewhere, 'cut.tar.zst');
  writeFileSync(cut, 'nothing of the kind');
  const refused = launch(['restore', cut], dataFolder(), 0);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('The backup cannot be read');
});
