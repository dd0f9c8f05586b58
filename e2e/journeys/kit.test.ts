import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { type Account, ADMINISTRATOR, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { axeFindings } from '../support/axe.ts';
import { DESK, faultsOf, openBrowser, openWindow, PHONE } from '../support/browser.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';
import { settled } from '../support/settled.ts';

/* What every screen has from the frame and the kit, used by keyboard and looked at by axe. */
const AGENCY_ADMINISTRATOR: Account = { ...ADMINISTRATOR, email: 'quantri.khcn@khanhhoa.example' };
const NOTICE_MS = 2_000;

let node: RunningNode;
let browser: Browser;
beforeFile(async () => {
  node = launch(['demo'], dataFolder(), await freePort());
  browser = await openBrowser();
  await ready(node);
});

async function workAs(account: Account, viewport = DESK): Promise<Page> {
  const page = await (await openWindow(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' })).newPage();
  await signIn(page, node.url, account);
  return page;
}

const palette = (page: Page) => page.getByRole('combobox', { name: 'Tìm kiếm nhanh' });
const options = (page: Page) => page.getByRole('option');

/** Clean in light and dark. */
async function expectClean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await axeFindings(page), colorScheme).toEqual([]);
  }
}

test('Ctrl K leads by keyboard alone to an agency, a person, a site and a screen, and remembers', async () => {
  const page = await workAs(ADMINISTRATOR);
  const faults = faultsOf(page);
  const go = async (words: string, expected: RegExp) => {
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.type(words);
    const wanted = options(page).filter({ hasText: expected }).first();
    await wanted.waitFor();
    for (let step = 0; step < 20 && (await wanted.getAttribute('aria-selected')) !== 'true'; step++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await palette(page).waitFor({ state: 'hidden' });
  };
  await go('so khoa hoc', /^Sở Khoa học và Công nghệ/);
  await page.waitForURL(/\/agencies\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
  await go('phạm thị số', /^Phạm Thị Số/);
  await page.getByRole('heading', { name: 'Phạm Thị Số' }).waitFor();
  await go('cong dich vu cong', /^Cổng dịch vụ công tỉnh Khánh Hòa/);
  await page.waitForURL(/\/sites\/\d+$/);
  await go('lich lam', /^Lịch làm việc/);
  await page.waitForURL(/\/calendar$/);

  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  expect(await options(page).first().innerText()).toContain('Lịch làm việc');
  await page.keyboard.type('khong co gi nhu the');
  await page.getByText('Không tìm thấy “khong co gi nhu the”').waitFor();
  await expectClean(page);
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'hidden' });

  // While the server is away it says so; the screens are found all the same.
  await page.route('**/api/directory/**', (route) => route.abort());
  await page.keyboard.press('Control+k');
  await page.keyboard.type('con nguoi');
  await page.getByText('Không nối được với máy chủ').first().waitFor();
  await options(page).filter({ hasText: 'Con người' }).waitFor();
  await expectClean(page);
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
});

test('on the phone the search is a button', async () => {
  const page = await workAs(ADMINISTRATOR, PHONE);
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await palette(page).fill('nha trang');
  await options(page).filter({ hasText: 'Phường Nha Trang' }).first().click();
  await page.getByRole('heading', { name: 'Phường Nha Trang' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/agencies\//);
});

test('a notice comes to another browser within two seconds of the act, and leads to its place', async () => {
  const administrator = await workAs(ADMINISTRATOR);
  const reader = await workAs(AGENCY_ADMINISTRATOR);
  const bell = reader.getByRole('button', { name: /thông báo/i });
  await bell.waitFor();
  await administrator.goto(`${node.url}/sites`);
  await administrator.getByRole('searchbox').fill('sở khoa học');
  await administrator
    .getByRole('link', { name: /Sở Khoa học/ })
    .first()
    .click();
  await administrator.waitForURL(/\/sites\/\d+/);
  const code = /\/sites\/(\d+)/.exec(administrator.url())?.[1] ?? '';
  await administrator.goto(`${node.url}/sites/${code}/settings`);
  await administrator.getByRole('button', { name: 'Đóng trang' }).click();
  const confirm = administrator.getByRole('dialog').getByRole('button', { name: 'Đóng trang' });
  await confirm.waitFor();
  const before = await bell.getAttribute('aria-label');
  const told = reader.waitForFunction(
    (old) => {
      const now = [...document.querySelectorAll('header button')].map((one) => one.getAttribute('aria-label'));
      return now.some((label) => /chưa đọc/.test(label ?? '') && label !== old);
    },
    before,
    { polling: 25 },
  );
  const at = Date.now();
  await confirm.click();
  await told;
  expect(Date.now() - at).toBeLessThan(NOTICE_MS);

  await bell.click();
  const notice = reader.getByRole('button', { name: /đã được đóng/ });
  await notice.waitFor();
  await expectClean(reader);
  await notice.click();
  await reader.waitForURL(new RegExp(`/sites/${code}$`));
  await reader.getByRole('button', { name: 'Thông báo', exact: true }).waitFor();
});

test('a view is saved, applied in another browser, and removed', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/people?q=nguyen&sort=-name`);
  await page.locator('tr[data-row]').first().waitFor();
  await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await page.getByLabel('Lưu bộ lọc đang dùng').fill('Họ Nguyễn');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Họ Nguyễn', exact: true }).waitFor();
  await expectClean(page);

  const other = await workAs(ADMINISTRATOR);
  await other.goto(`${node.url}/people?q=tran`);
  await other.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await other.getByRole('button', { name: 'Họ Nguyễn', exact: true }).click();
  await other.waitForURL((url) => url.search === '?q=nguyen&sort=-name');
  expect(await other.getByRole('searchbox').inputValue()).toBe('nguyen');
  await other.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await other.getByRole('button', { name: 'Xóa bộ lọc Họ Nguyễn' }).click();
  await other.getByText('Chưa có bộ lọc nào').waitFor();
});

test('what the list shows is saved as an Excel file that opens again with typed values', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/sites?q=cổng`);
  const rows = page.locator('tr[data-row]');
  await rows.first().waitFor();
  await settled(page);
  await page.getByRole('button', { name: 'Xuất', exact: true }).click();
  await expectClean(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Excel (.xlsx)' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const sheet = await readSheet(readFileSync(await download.path()));
  expect(String(sheet[1]?.[0])).toContain('cổng');
  expect(sheet[2]).toContain('Lượt truy cập');
  expect(sheet.length - 3).toBe(await rows.count());
  const visits = sheet[3]?.[sheet[2]?.indexOf('Lượt truy cập') ?? -1];
  expect(typeof visits).toBe('number');
  const shown = (await rows.first().innerText()).replaceAll('.', '');
  expect(shown).toContain(String(visits));
  expect(sheet[3]?.[sheet[2]?.indexOf('Lượt cuối') ?? -1]).toBeInstanceOf(Date);
});

test('twenty rows of a clerk’s list stand on a small desk screen; roomy rows are fewer, and the choice is kept', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/people`);
  await page.locator('tr[data-row]').nth(30).waitFor();
  await settled(page);
  const visible = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('tr[data-row]')].filter(
          (row) => row.getBoundingClientRect().bottom <= innerHeight,
        ).length,
    );
  expect(await visible()).toBeGreaterThanOrEqual(20);
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('button', { name: 'Thoáng' }).click();
  await page.reload();
  await page.locator('tr[data-row]').nth(30).waitFor();
  await settled(page);
  expect(await visible()).toBeLessThan(19);
});

test('? tells the keys of the screen and leads to the help of its module', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/people`);
  await page.locator('tr[data-row]').first().waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Xuống, lên một dòng').waitFor();
  await expectClean(page);
  await dialog.getByRole('link', { name: 'Hướng dẫn: Danh bạ' }).click();
  await page.waitForURL(/\/help#directory$/);
  await page.getByRole('heading', { name: 'Tìm người và xem họ làm gì ở đâu' }).waitFor();
});

test('a file is refused in words, goes up with its progress, and can be stopped', async () => {
  const page = await workAs(ADMINISTRATOR);
  await page.goto(`${node.url}/kit`);
  const part = page.getByRole('region', { name: 'Upload' });
  const field = part.locator('input[type="file"]').first();
  const file = (name: string, bytes: number) => ({ name, mimeType: 'text/csv', buffer: Buffer.alloc(bytes, 'a') });
  await field.setInputFiles(file('danh-ba.doc', 10));
  await part.getByText('danh-ba.doc không phải loại tệp nhận ở đây. Hãy lưu lại dưới dạng .csv, .xlsx.').waitFor();
  await field.setInputFiles(file('danh-ba.csv', 2_500_000));
  await part.getByText('danh-ba.csv nặng 2,5 MB, ở đây chỉ nhận đến 2,0 MB.').waitFor();
  await field.setInputFiles(file('danh-ba.csv', 1_500_000));
  await part.getByRole('progressbar', { name: 'danh-ba.csv' }).waitFor();
  await part.getByRole('button', { name: 'Dừng lại' }).click();
  await part.getByText('Đủ dữ liệu').waitFor();
  await part.locator('input[type="file"]').first().setInputFiles(file('danh-ba.csv', 1_000));
  await part.getByText('Đã gửi danh-ba.csv').waitFor();
  expect(await part.getByRole('progressbar').count()).toBe(0);
});
