import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Account, CLERK, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { FAKE_DEVICES, faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { look } from '../support/look.ts';
import { mediaProgram } from '../support/media-program.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';

/*
 * The picture of the sample's running session, in real browsers with cameras of their own making and the real media
 * server. Left out, with a word, where that server cannot be had.
 */
const program = await mediaProgram();

const CHAIR: Account = { email: 'lanhdao@khanhhoa.example', password: CLERK.password };
const SECRETARY: Account = { email: 'quantri.khcn@khanhhoa.example', password: CLERK.password };
const PLACE: Account = { email: 'quantri.nhatrang@khanhhoa.example', password: CLERK.password };

let node: RunningNode;
let data: string;
let browser: Browser;
let chair: Page;
let secretary: Page;
let place: Page;
let session: string;
const faults: string[][] = [];

beforeFile(async () => {
  if (program === null) return;
  data = dataFolder();
  node = launch(['demo'], data, await freePort(), { MEDIA: 'auto' });
  browser = await openBrowser(FAKE_DEVICES);
  await ready(node);
  [chair, secretary, place] = await Promise.all([open(CHAIR), open(SECRETARY), open(PLACE)]);
  const { rows } = await ask<{ rows: { id: string }[] }>(chair, 'GET', '/api/meetings/sessions?state=open&mine=true');
  session = rows[0]?.id as string;
  for (const page of [chair, secretary, place]) await page.goto(`${node.url}/meetings/${session}/picture`);
});

async function open(account: Account): Promise<Page> {
  const permissions = ['camera', 'microphone'];
  const page = await (await openWindow(browser, { permissions, bypassCSP: account === CHAIR })).newPage();
  await signIn(page, node.url, account);
  return page;
}

/** A call as the page's own person. @throws Error with what the server said */
async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return await page.evaluate(
    async ([how, where, what]) => {
      const json = { headers: { 'Content-Type': 'application/json' }, body: what ?? null };
      const response = await fetch(where, { method: how, ...(what !== undefined && json) });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return await response.json();
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function comeIn(page: Page): Promise<void> {
  await button(page, 'Vào phần hình').first().click();
  await page.getByRole('region', { name: 'Kiểm tra máy ảnh và micrô' }).waitFor();
  await page.waitForFunction(() => document.querySelector('meter')?.value);
  await button(page, 'Vào phần hình').click();
  await button(page, 'Rời phần hình').waitFor();
}

/** Pictures that move on the page now. */
const moving = async (page: Page): Promise<number> =>
  await page.evaluate(async () => {
    const videos = [...document.querySelectorAll('video')];
    const frames = () => videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    const before = frames();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return frames().filter((count, index) => count > (before[index] as number)).length;
  });

const nameOfMain = (page: Page) => page.locator('figcaption').innerText();

test.skipIf(program === null)('they look at themselves first, come in, and see one another', async () => {
  faults.push(faultsOf(chair), faultsOf(place));
  for (const page of [chair, secretary, place]) await comeIn(page);
  for (const page of [chair, place]) await expect.poll(() => moving(page), { timeout: 20_000 }).toBe(3);
  expect(await nameOfMain(place)).toContain('Trần Thị Lãnh Đạo');
  // The chair may always be heard; a place may not, before it has the word.
  await button(chair, 'Tắt tiếng').waitFor();
  expect(await button(place, 'Mở micrô').count()).toBe(0);
  await place.getByText('Micrô mở khi chủ tọa mời phát biểu.').waitFor();
  await chair.getByText(/^Trong phần hình: 3 \//).waitFor();
  await look(chair, 'picture-chair');
});

test.skipIf(program === null)(
  'the word opens the microphone of the speaker, and moves the large picture of all',
  async () => {
    const items = `/api/meetings/sessions/${session}/items`;
    const agenda = await ask<{ items: { id: string; state: string }[] }>(
      chair,
      'GET',
      `/api/meetings/sessions/${session}/agenda`,
    );
    const item = agenda.items.find(({ state }) => state === 'open')?.id as string;
    const { self } = await ask<{ self: { participantId: string } }>(
      place,
      'GET',
      `/api/meetings/sessions/${session}/media`,
    );
    const { entryId } = await ask<{ entryId: string }>(chair, 'POST', `${items}/${item}/speakers`, {
      participantId: self.participantId,
    });
    const word = (act: string) => ask(chair, 'POST', `${items}/${item}/speakers/${entryId}/word`, { act });
    const begun = performance.now();
    await word('give');
    await expect.poll(() => nameOfMain(secretary), { interval: 20, timeout: 5_000 }).toContain('Huỳnh Minh Phường');
    const taken = performance.now() - begun;
    process.stdout.write(`The word moved the large picture after ${Math.round(taken)} ms.\n`);
    await button(place, 'Tắt tiếng').waitFor();
    await word('pause');
    await button(place, 'Tắt tiếng').waitFor({ state: 'detached' });
    expect(await nameOfMain(secretary)).toContain('Trần Thị Lãnh Đạo');
  },
);

test.skipIf(program === null)('captions and chat are seen by all, and stay', async () => {
  await secretary.getByRole('textbox', { name: 'Ghi lời đang nói' }).fill('Kính thưa các đồng chí');
  await button(secretary, 'Hiện').click();
  await place.getByRole('region', { name: 'Phụ đề' }).getByText('Kính thưa các đồng chí').waitFor();
  await place.getByRole('textbox', { name: 'Viết tin nhắn' }).fill('Nha Trang nghe rõ');
  await button(place, 'Gửi').click();
  const log = chair.getByRole('log');
  await log.getByText('Nha Trang nghe rõ').waitFor();
  expect(await log.getByText('Huỳnh Minh Phường').count()).toBe(1);
});

test.skipIf(program === null)('a recording is announced to all, comes in pieces and is a film', async () => {
  const before = await ask<{ settings: object }>(chair, 'GET', `/api/meetings/sessions/${session}/media`);
  const settings = { ...before.settings, recording: true };
  await ask(chair, 'PUT', `/api/meetings/sessions/${session}/media/settings`, settings);
  await button(secretary, 'Ghi hình').click();
  for (const page of [chair, place]) await page.getByText(/Đang ghi hình/).waitFor();
  const list = () =>
    ask<{ rows: { id: string; nextPiece: number; state: string; bytes: number }[] }>(
      secretary,
      'GET',
      `/api/meetings/sessions/${session}/recordings`,
    );
  await expect.poll(async () => (await list()).rows[0]?.nextPiece, { timeout: 30_000 }).toBeGreaterThan(1);
  await button(secretary, 'Dừng ghi hình').click();
  await expect.poll(async () => (await list()).rows[0]?.state, { timeout: 15_000 }).toBe('finished');
  await place.getByText(/Đang ghi hình/).waitFor({ state: 'detached' });
  const [film] = (await list()).rows;
  expect(film?.bytes).toBeGreaterThan(20_000);
  // It plays, in a browser that knows nothing of how it was made.
  const length = await place.evaluate(async (address) => {
    const video = document.createElement('video');
    video.src = address;
    video.muted = true;
    await video.play();
    const { videoWidth } = video;
    video.remove();
    return videoWidth;
  }, `/api/meetings/sessions/${session}/recordings/${film?.id}/file`);
  expect(length).toBe(1280);
  // What comes next breaks lines on purpose, and browsers say so.
  expect(faults.flat()).toEqual([]);
});

test.skipIf(program === null)(
  'the media server is killed: the session says so, goes on, and everybody is back by themselves',
  async () => {
    const { pid } = JSON.parse(readFileSync(join(data, 'media-server.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await ask(place, 'POST', `/api/meetings/sessions/${session}/messages`, { kind: 'chat', text: 'Mất hình' });
    await chair.getByRole('log').getByText('Mất hình').waitFor();
    await expect.poll(() => moving(chair), { timeout: 60_000 }).toBe(3);
    await expect.poll(() => moving(place), { timeout: 30_000 }).toBe(3);
    expect((await fetch(`${node.url}/health/ready`)).status).toBe(200);
  },
);

test.skipIf(program === null)(
  'a line that is lost gives up picture and sound, says so, and comes back by itself',
  async () => {
    const line = await place.context().newCDPSession(place);
    const offline = (on: boolean) =>
      line.send('Network.emulateNetworkConditions', {
        offline: on,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    await line.send('Network.enable');
    await offline(true);
    await place.getByText('Mất đường truyền hình và tiếng').waitFor({ timeout: 60_000 });
    await offline(false);
    await expect.poll(() => moving(place), { timeout: 60_000 }).toBe(3);
  },
);

test.skipIf(program === null)('who is put out is told, and told when the chair calls again', async () => {
  await chair.getByRole('button', { name: 'Đưa ra: Huỳnh Minh Phường' }).click();
  await place.getByText('Chủ tọa đã đưa ông/bà ra khỏi phần hình').waitFor();
  await chair.getByRole('button', { name: 'Mời vào: Huỳnh Minh Phường' }).click();
  await place.getByText('Chủ tọa mời ông/bà vào phần hình').waitFor();
  const view = await ask<{ people: { removed: boolean }[] }>(chair, 'GET', `/api/meetings/sessions/${session}/media`);
  expect(view.people.some(({ removed }) => removed)).toBe(false);
});
