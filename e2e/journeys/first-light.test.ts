import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';
import { pageOf, serveSite } from '../support/test-site.ts';

const LIVE_WITHIN_MS = 2_000;

test('an empty node is set up, a site registered, its page browsed and seen live; a restart keeps the figures', async () => {
  const data = dataFolder();
  const port = await freePort();
  const node = launch(['start'], data, port);
  await ready(node);
  const browser = await openBrowser();
  const office = await (await openWindow(browser, { bypassCSP: true })).newPage();
  const faults = faultsOf(office);

  await setUp(office, node.url);
  // The browser notes the refusal of the wrong code.
  expect(faults.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')]);
  await foundAgency(office);
  const snippet = await registerSite(office);

  // The agency puts the snippet into its template; somebody comes along.
  const site = await serveSite();
  site.put('/', pageOf('Trang chủ', snippet, '<a href="/thu-tuc">Thủ tục hành chính</a>'));
  site.put('/thu-tuc', pageOf('Thủ tục hành chính', snippet));
  await office.getByRole('link', { name: 'Báo cáo', exact: true }).click();
  await office.getByText('Đang yên lặng').waitFor();
  const visitor = await (await openWindow(browser)).newPage();
  const latest = office.getByRole('list', { name: 'Những lượt mới nhất' });

  /** From the hit being sent to its line on the office's screen. */
  const untilSeen = async (act: Promise<unknown>, title: string) => {
    const [sent] = await Promise.all([visitor.waitForRequest(/\/tracking/).then(() => Date.now()), act]);
    await latest.getByText(title).waitFor();
    return Date.now() - sent;
  };
  const waits = [
    await untilSeen(visitor.goto(site.url), 'Trang chủ'),
    await untilSeen(visitor.getByRole('link', { name: 'Thủ tục hành chính' }).click(), 'Thủ tục hành chính'),
  ];
  process.stdout.write(`first light: hits were on the live panel ${waits.join(' and ')} ms after they were sent\n`);
  // Others may share the machine: the quicker one says what the node can do.
  expect(Math.min(...waits)).toBeLessThanOrEqual(LIVE_WITHIN_MS);
  await showsUse(office);

  node.process.kill('SIGTERM');
  expect(await node.ended).toBe(0);
  const again = launch(['start'], data, port);
  await ready(again);
  await office.reload();
  await showsUse(office);
  await latest.getByText('Trang chủ').waitFor();
  // While the node was away, the line of live news was lost; nothing else went wrong.
  expect(
    faults.filter(
      (fault) =>
        !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|ERR_EMPTY_RESPONSE|ERR_NETWORK|503 .*\/api\/events/.test(fault),
    ),
  ).toEqual([]);
});

/** The first page of an empty node: mistakes are told in place, then the province and its administrator are made. */
async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { name: 'Thiết lập hệ thống' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const create = page.getByRole('button', { name: 'Thiết lập' });
  await create.click();
  await page.getByText('Hãy nhập tên tỉnh, thành phố hoặc bộ').waitFor();
  await page.getByLabel('Tên', { exact: true }).fill('Tỉnh Gia Lai');
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Ánh');
  await page.getByLabel('Thư điện tử').fill('anh@gialai.example');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một câu dài dễ nhớ của tôi');
  // G is a ministry's letter: only the server knows which letter goes with which kind.
  await page.getByLabel('Mã định danh').fill('G21');
  await create.click();
  await page.getByText('Tỉnh, thành phố dùng chữ H và hai chữ số').first().waitFor();
  await page.getByLabel('Mã định danh').fill('H21');
  await create.click();
  await page.getByRole('heading', { name: 'Chào Nguyễn Thị Ánh' }).waitFor();
}

/** A first agency below the province. */
async function foundAgency(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Cơ quan', exact: true }).click();
  await page.getByRole('treeitem', { name: /Ủy ban nhân dân tỉnh Gia Lai/ }).click();
  await page.getByRole('button', { name: 'Thêm cơ quan trực thuộc' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Thêm cơ quan' }).click();
  await form.getByText('Mục này chưa được nhập').waitFor();
  await form.getByLabel('Tên', { exact: false }).first().fill('Sở Khoa học và Công nghệ');
  await form.getByLabel('Mã định danh').fill('H21.02');
  expect(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Thêm cơ quan' }).click();
  await page.getByRole('heading', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
}

/** From the empty board to the snippet in the clipboard. */
async function registerSite(page: Page): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Trang và ứng dụng' }).click();
  await page.getByText('Chưa có trang nào được đo').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Đăng ký trang' }).last().click();
  // The board's own search field is named much like the first field of the form.
  await page.getByRole('heading', { name: 'Đăng ký trang', level: 1 }).waitFor();
  // The machine has lost the internet, and the node stands beside it: whatever is asked still goes out.
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await page.getByLabel('Tên trang').fill('Cổng thông tin điện tử tỉnh Gia Lai');
  await page.getByRole('combobox', { name: 'Cơ quan chủ quản' }).fill('khoa hoc');
  await page.getByRole('option', { name: /^Sở Khoa học và Công nghệ/ }).click();
  await page.getByLabel('Tên miền').fill('localhost');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await page.getByRole('heading', { name: 'Gắn mã vào mọi trang' }).waitFor();
  await page.getByRole('figure').first().getByRole('button', { name: 'Sao chép' }).click();
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** One visit of two pages, in the figures of the report. */
async function showsUse(page: Page): Promise<void> {
  const figure = (name: string, value: string) =>
    page.getByRole('group', { name }).getByText(value, { exact: true }).waitFor();
  await figure('Lượt truy cập', '1');
  await figure('Lượt xem trang', '2');
}
