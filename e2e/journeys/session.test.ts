import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Account, CLERK, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { faultsOf, openBrowser, openWindow, PHONE } from '../support/browser.ts';
import { dataFolder, freePort, launch, type RunningNode, ready, servingProcess } from '../support/node.ts';

const CHAIR: Account = { email: 'lanhdao@khanhhoa.example', password: CLERK.password };
const SECRETARY: Account = { email: 'quantri.khcn@khanhhoa.example', password: CLERK.password };
const MEMBER: Account = { email: 'quantri.nhatrang@khanhhoa.example', password: CLERK.password };

let node: RunningNode;
let browser: Browser;
let data: string;
let port: number;
beforeFile(async () => {
  data = dataFolder();
  port = await freePort();
  node = launch(['demo'], data, port);
  browser = await openBrowser();
  await ready(node);
});

async function enter(account: Account, phone = false): Promise<Page> {
  const page = await (await openWindow(browser, phone ? { viewport: PHONE } : {})).newPage();
  await signIn(page, node.url, account);
  const { rows } = await ask<{ rows: { id: string }[] }>(page, 'GET', '/api/meetings/sessions?state=open&limit=1');
  await page.goto(`${node.url}/meetings/${rows[0]?.id}`);
  await page.getByRole('link', { name: 'Vào phòng họp' }).click();
  return page;
}

interface Vote {
  id: string;
}

/** Asks the server as the page's person. */
async function ask<T>(page: Page, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const answer = await page.request.fetch(`${node.url}${path}`, {
    method,
    headers: { origin: node.url },
    ...(body !== undefined && { data: body }),
  });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

test('chair, secretary, a phone and a wall: presence, the word, a secret vote through a restart, its result', async () => {
  const chair = await enter(CHAIR);
  const faults = faultsOf(chair);
  const secretary = await enter(SECRETARY);
  const member = await enter(MEMBER, true);
  const session = /meetings\/([^/]+)/.exec(chair.url())?.[1] as string;
  const wall = await (await openWindow(browser)).newPage();
  await signIn(wall, node.url, CLERK);
  await wall.goto(`${node.url}/meetings/${session}/room/wall`);

  // Everybody says that they are there; the secretary says it for those in the room.
  for (const page of [chair, member]) await page.getByRole('button', { name: 'Tôi có mặt' }).click();
  await member.getByRole('button', { name: 'Tôi có mặt' }).waitFor({ state: 'hidden' });
  const { rows } = await ask<{ rows: { participantId: string; member: boolean; state: string }[] }>(
    secretary,
    'GET',
    `/api/meetings/sessions/${session}/presence`,
  );
  for (const row of rows.filter(({ member: counts, state }) => counts && state === 'absent').slice(0, 13)) {
    await ask(secretary, 'PUT', `/api/meetings/sessions/${session}/participants/${row.participantId}/presence`, {
      present: true,
    });
  }
  await wall.getByText(/^Đủ số: /).waitFor();

  // The hand goes up on the phone; the chair's next step is to give the word; everybody sees who speaks.
  await member.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
  await chair.getByRole('button', { name: /^Mời Huỳnh Minh Phường phát biểu$/ }).click();
  await member.getByText('Bạn đang phát biểu').waitFor();
  await wall.getByRole('timer').waitFor();
  await member.getByRole('button', { name: 'Tôi đã nói xong' }).click();
  await chair.getByText('Chưa có ai phát biểu').waitFor();

  // A secret vote, prepared by the secretary, started by the chair.
  const { state } = await ask<{ state: { item: { id: string } } }>(
    secretary,
    'GET',
    `/api/meetings/sessions/${session}/live`,
  );
  const vote = await ask<Vote>(secretary, 'POST', `/api/meetings/sessions/${session}/votes`, {
    itemId: state.item.id,
    title: 'Kết quả 11 tháng',
    question: 'Thông qua báo cáo kết quả 11 tháng?',
    visibility: 'secret',
    method: 'approval',
  });
  await chair.getByRole('button', { name: 'Bắt đầu biểu quyết: Kết quả 11 tháng' }).click();
  await member.getByLabel('Tán thành', { exact: true }).check();

  // The node is killed while the ballot is in hand; it comes back where it was.
  process.kill(servingProcess(data), 'SIGKILL');
  await node.ended;
  await member.getByText(/Mất đường truyền/).waitFor();
  node = launch(['start'], data, port);
  await ready(node);
  await member.getByText(/Mất đường truyền/).waitFor({ state: 'hidden', timeout: 30_000 });
  await member.getByRole('button', { name: 'Gửi phiếu' }).click();
  await member.getByText(/Phiếu đã được ghi nhận/).waitFor();
  await wall.getByText(/trên \d+ người đã bỏ phiếu/).waitFor();
  await member.reload();
  await member.getByText(/Phiếu đã được ghi nhận/).waitFor();

  await chair.getByRole('button', { name: 'Kết thúc biểu quyết: Kết quả 11 tháng' }).click();
  await chair.getByRole('button', { name: 'Công bố kết quả: Kết quả 11 tháng' }).click();
  // In a steering committee the chair decides: votes advise, and are counted.
  for (const page of [wall, member]) await page.getByText('đã kiểm', { exact: true }).waitFor();
  const told = await ask<{ castCount: number }>(secretary, 'GET', `/api/meetings/sessions/${session}/votes/${vote.id}`);
  expect(told.castCount).toBe(1);
  const expected = /ERR_CONNECTION|Failed to load resource|ERR_INCOMPLETE|net::/;
  expect(faults.filter((fault) => !expected.test(fault))).toEqual([]);
});
