import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Account, ADMINISTRATOR, CLERK, signIn, VIEWER } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { focused, tabTo } from '../support/keyboard.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';

/* The sample province, walked by those who work in it. */
let node: RunningNode;
let browser: Browser;
beforeFile(async () => {
  node = launch(['demo'], dataFolder(), await freePort());
  browser = await openBrowser();
  await ready(node);
});

async function workAs(account: Account): Promise<Page> {
  const page = await (await openWindow(browser)).newPage();
  await signIn(page, node.url, account);
  return page;
}

const pathOf = (page: Page) => decodeURIComponent(page.url().slice(node.url.length)).replaceAll('+', ' ');

test('an agency is found with and without accents, on any day, with its people', async () => {
  const page = await workAs(ADMINISTRATOR);
  const faults = faultsOf(page);
  await page.getByRole('link', { name: 'Cơ quan', exact: true }).click();
  const search = page.getByRole('searchbox');
  const first = page.getByRole('button', { name: /^Sở Khoa học và Công nghệ/ }).first();
  for (const words of ['Sở Khoa học', 'so khoa hoc']) {
    await search.fill(words);
    await page.waitForURL((url) => url.searchParams.get('q') === words);
    await first.waitFor();
    const matches = page.getByRole('list').filter({ has: first }).getByRole('button');
    expect(await matches.first().innerText()).toMatch(/^Sở Khoa học và Công nghệ\n/);
  }
  await first.click();
  await page.getByRole('heading', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
  expect(await search.inputValue()).toBe('so khoa hoc');
  await page.goBack();
  expect(pathOf(page)).toBe('/agencies?q=so khoa hoc');

  await search.fill('');
  await page.getByLabel('Vào ngày', { exact: true }).fill('30/06/2025');
  await page.getByText('Ninh Thuận').first().waitFor();
  expect(pathOf(page)).toContain('asOf=2025-06-30');
  await page.getByRole('button', { name: 'Về hôm nay' }).click();

  await page.getByRole('treeitem', { name: /Sở Khoa học và Công nghệ/ }).click();
  await page.getByRole('link', { name: /người tại đây/ }).click();
  await page.getByRole('heading', { name: 'Con người' }).waitFor();
  await page.getByRole('row', { name: /Phạm Thị Số/ }).click();
  await page.getByRole('heading', { name: 'Phạm Thị Số' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Phạm Thị Số' }).waitFor({ state: 'hidden' });
  expect(faults).toEqual([]);
});

test('from the board to the records behind a number, and back with the filters kept', async () => {
  const page = await workAs(ADMINISTRATOR);
  const faults = faultsOf(page);
  await page.getByRole('link', { name: 'Trang và ứng dụng' }).first().click();
  await page.getByRole('searchbox').fill('cong dich vu cong');
  const row = page.getByRole('row', { name: /Cổng dịch vụ công tỉnh Khánh Hòa/ });
  await row.waitFor();
  await page.waitForURL((url) => url.searchParams.get('q') === 'cong dich vu cong');
  await row.click();
  await page.getByRole('heading', { name: 'Cổng dịch vụ công tỉnh Khánh Hòa' }).waitFor();
  await page.goBack();
  await row.waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('cong dich vu cong');
  await page.goForward();

  // A day typed wrongly is told; a right one is taken.
  const from = page.getByLabel('Từ ngày', { exact: true });
  await from.fill('31/02/2026');
  await page.getByText('Ngày chưa đúng, ví dụ đúng: 30/11/2021').waitFor();
  const start = await page.getByLabel('Đến ngày', { exact: true }).inputValue();
  await from.fill(start);
  await page.waitForURL((url) => url.searchParams.get('from') === url.searchParams.get('to'));
  await page.getByRole('button', { name: '30 ngày' }).click();

  await page.getByRole('tab', { name: 'Sự kiện' }).click();
  const event = page.getByRole('tabpanel').locator('tr[data-row]').first();
  await event.waitFor();
  const action = (await event.getByRole('cell').first().innerText()).trim();
  await event.click();
  await page.waitForURL((url) => url.pathname.endsWith('/hits'));
  expect(new URL(page.url()).searchParams.get('subject')).toContain(action);
  await page.getByRole('row').nth(1).waitFor();
  await page.getByRole('link', { name: 'Gắn mã' }).click();
  await page.getByRole('region', { name: 'Đoạn mã nhúng' }).getByText('/embed/gov-tracking.min.js').waitFor();
  expect(faults).toEqual([]);
});

test('a site is registered with mistakes mended, changed and closed', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/sites/register`);
  const submit = page.getByRole('button', { name: 'Đăng ký' });
  await submit.click();
  for (const told of ['Hãy nhập tên trang', 'Hãy chọn cơ quan chủ quản', 'Hãy nhập ít nhất một tên miền']) {
    await page.getByText(told).waitFor();
  }
  const name =
    'Trang thông tin điện tử Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh Khánh Hòa';
  await page.getByLabel('Tên trang').fill(name);
  await page.getByLabel('Tên miền').fill('bql.khanhhoa.example\nten mien_sai');
  await page.getByLabel('Hạn kết nối', { exact: true }).fill('31/02/2027');
  // A reload in the middle loses nothing.
  await page.reload();
  expect(await page.getByLabel('Tên trang').inputValue()).toBe(name);
  await page.getByRole('combobox', { name: 'Cơ quan chủ quản' }).fill('so xay dung');
  await page.getByRole('option', { name: 'Sở Xây dựng' }).first().click();
  await submit.click();
  await page.getByText('Ngày chưa đúng, ví dụ đúng: 30/11/2021').waitFor();
  await page.getByLabel('Hạn kết nối', { exact: true }).fill('28/02/2027');
  await submit.click();
  await page.getByText('“mien_sai” chưa phải tên miền').waitFor();
  await page.getByLabel('Tên miền').fill('bql.khanhhoa.example');
  await submit.click();
  await page.getByRole('heading', { name: 'Gắn mã vào mọi trang' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);

  await page.getByRole('link', { name: 'Thiết lập' }).click();
  expect(await page.getByLabel('Hạn kết nối', { exact: true }).inputValue()).toBe('28/02/2027');
  expect(await page.getByRole('combobox', { name: 'Múi giờ' }).inputValue()).toBe('Asia/Ho_Chi_Minh');
  await page.getByLabel('Tên trang').fill('Trang Ban Quản lý dự án');
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByText('Đã lưu').waitFor();
  await page.getByRole('heading', { name: 'Trang Ban Quản lý dự án' }).waitFor();

  await page.getByRole('button', { name: 'Đóng trang…' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Không đóng' }).last().click();
  await question.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Đóng trang…' }).click();
  await question.getByRole('button', { name: 'Đóng trang', exact: true }).click();
  await page.getByText('Trang đã đóng: không nhận lượt mới').waitFor();
});

test('the language changes at once, also that of errors; signing out ends the work', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.getByRole('button', { name: /^Tài khoản của/ }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Agencies' }).click();
  await page.getByRole('heading', { name: 'Agencies' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.goto(`${node.url}/sites/999999`);
  await page.getByText('There is no such site').waitFor();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByText('Không tìm thấy trang này').waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
  await page.goto(`${node.url}/sites`);
  await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
});

test('a clerk of a department sees the sites of the department, and changes none', async () => {
  const page = await workAs(CLERK);
  await page.getByRole('link', { name: 'Trang và ứng dụng' }).first().click();
  await page
    .getByRole('row', { name: /Sở Khoa học và Công nghệ/ })
    .first()
    .waitFor();
  const rows = await page.getByRole('table').getByRole('row').allInnerTexts();
  expect(rows.slice(1).every((row) => row.includes('Sở Khoa học và Công nghệ'))).toBe(true);
  expect(await page.getByRole('link', { name: 'Đăng ký trang' }).count()).toBe(0);
  await page.getByRole('row').nth(1).click();
  await page.getByRole('link', { name: 'Thiết lập' }).click();
  await page.getByText('Thông tin của trang').waitFor();
  expect(await page.getByRole('button', { name: 'Lưu thay đổi' }).count()).toBe(0);
  // What belongs to others is not even said to exist.
  await page.goto(`${node.url}/sites/1`);
  await page.getByText('Không tìm thấy trang này').waitFor();
});

test('the viewer sees figures and people of the province, and is offered nothing to change', async () => {
  const page = await workAs(VIEWER);
  await page.getByRole('link', { name: 'Trang và ứng dụng' }).first().click();
  await page.getByRole('row', { name: /Cổng thông tin điện tử tỉnh Khánh Hòa/ }).waitFor();
  expect(await page.getByRole('link', { name: 'Đăng ký trang' }).count()).toBe(0);
  await page.goto(`${node.url}/sites/register`);
  await page.getByText('Bạn không có quyền đăng ký trang').waitFor();
  await page.getByRole('link', { name: 'Con người' }).click();
  await page.getByRole('row').nth(5).click();
  await page.getByText('Vị trí hiện nay').waitFor();
});

test('everything is reached without a mouse', async () => {
  const page = await (await openWindow(browser)).newPage();
  const faults = faultsOf(page);

  await page.goto(`${node.url}/sign-in`);
  await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
  await tabTo(page, 'Thư điện tử');
  await page.keyboard.type(ADMINISTRATOR.email);
  await tabTo(page, 'Mật khẩu');
  await page.keyboard.type(ADMINISTRATOR.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Chào / }).waitFor();

  // The first stop of every screen leads past the navigation.
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Đến nội dung chính');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

  await page.reload();
  await page.getByRole('heading', { name: /^Chào / }).waitFor();
  await tabTo(page, 'Con người');
  await page.keyboard.press('Enter');
  await page.getByRole('row').nth(3).waitFor();

  // Search with /, walk with j and k, open with Enter, close with Escape, and stand where one stood.
  await page.keyboard.press('/');
  await page.keyboard.type('pham thi so');
  await page.getByRole('row', { name: /Phạm Thị Số/ }).waitFor();
  await page.waitForURL((url) => url.searchParams.get('q') === 'pham thi so');
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.searchParams.has('q'));
  await page.getByRole('row').nth(3).waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  const row = await focused(page);
  expect(row).toBe((await page.getByRole('row').nth(2).textContent())?.trim());
  await page.keyboard.press('Enter');
  await page.getByText('Vị trí hiện nay').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Vị trí hiện nay').waitFor({ state: 'hidden' });
  expect(await focused(page)).toBe(row);

  await tabTo(page, 'Trang và ứng dụng', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Cổng thông tin điện tử tỉnh Khánh Hòa/ }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Cổng thông tin điện tử tỉnh Khánh Hòa' }).waitFor();
  await tabTo(page, 'Trang và ứng dụng');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Trang và ứng dụng' }).waitFor();
  expect(faults).toEqual([]);
});
