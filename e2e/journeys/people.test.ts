import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Account, ADMINISTRATOR, CLERK, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { axeFindings } from '../support/axe.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';

/* People of a province: taken in from a file, found without accents, one acting for another. */

const COMMUNES = new URL('../../modules/directory/server/sample/data/communes-2026.csv', import.meta.url);
const KEEPER: Account = { email: 'quantri.khcn@khanhhoa.example', password: CLERK.password };

let node: RunningNode;
let browser: Browser;
beforeFile(async () => {
  node = launch(['demo'], dataFolder(), await freePort());
  browser = await openBrowser();
  await ready(node);
});

async function workAs(account: Account): Promise<Page> {
  const page = await (await openWindow(browser, { bypassCSP: true })).newPage();
  await signIn(page, node.url, account);
  return page;
}

test('the people of 65 communes are taken in from one file, found without accents, and taken back', async () => {
  const page = await workAs(ADMINISTRATOR);
  const faults = faultsOf(page);
  const codes = readFileSync(COMMUNES, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(',')));
  const lines = codes.map((code, n) => `Đỗ Thị Ánh Xuân ${n};Văn thư;${code};vanthu${n}@xa.example;01/08/2026`);
  const bad = 'Lê Thị Sai;Chức vụ lạ;00000;khong-phai-thu;01/08/2026';
  const text = `Họ và tên;Chức vụ;Mã đơn vị;Thư điện tử;Từ ngày\n${[...lines, bad].join('\n')}\n`;

  await page.goto(`${node.url}/people`);
  await page.getByRole('link', { name: 'Nhập từ tệp' }).last().click();
  await page.getByRole('heading', { name: 'Nhập từ tệp', level: 1 }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const file = { name: 'van-thu-xa.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').setInputFiles(file);
  const start = page.getByRole('button', { name: 'Nhập 65 dòng' });
  await start.waitFor();
  await page.getByText('Chưa có chức vụ “Chức vụ lạ” trong danh mục', { exact: false }).waitFor();
  await page.getByText('Không có cơ quan “00000”', { exact: false }).waitFor();
  await page.getByText('Cột nào là nội dung nào').click();
  expect(await axeFindings(page)).toEqual([]);
  await start.click();
  await page.getByText('Đã nhập 65 dòng').waitFor();

  await page.goto(`${node.url}/people?q=anh%20do%20xuan%2041`);
  const found = page.getByRole('row', { name: /Đỗ Thị Ánh Xuân 41/ });
  await found.click();
  await page.getByRole('heading', { name: 'Đỗ Thị Ánh Xuân 41' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.goto(`${node.url}/imports`);
  await page.getByRole('row', { name: /van-thu-xa/ }).click();
  await page.getByRole('button', { name: 'Hoàn tác cả lần nhập' }).click();
  await page.getByText('Đã hoàn tác cả lần nhập').waitFor();
  expect(faults).toEqual([]);
});

test('one acts for an absent head under that hat, and is only oneself again', async () => {
  const keeper = await workAs(KEEPER);
  const faults = faultsOf(keeper);
  await keeper.goto(`${node.url}/people?q=le%20van%20chuyen`);
  await keeper.getByRole('row', { name: /Lê Văn Chuyển/ }).click();
  await keeper.getByRole('button', { name: 'Ủy quyền' }).click();
  await keeper.getByRole('combobox', { name: 'Người nhận ủy quyền' }).fill('pham thi so');
  await keeper.getByRole('option', { name: /Phạm Thị Số/ }).click();
  await keeper.getByLabel('Căn cứ ủy quyền').fill('Giấy ủy quyền 12/GUQ-SKHCN');
  expect(await axeFindings(keeper)).toEqual([]);
  await keeper.getByRole('form', { name: 'Ủy quyền' }).getByRole('button', { name: 'Ủy quyền' }).click();
  await keeper.getByText('Ủy quyền cho Phạm Thị Số').waitFor();
  expect(faults).toEqual([]);

  const clerk = await workAs(CLERK);
  const menu = () => clerk.getByRole('button', { name: /Phạm Thị Số/ }).click();
  await menu();
  await clerk.getByRole('button', { name: /thay Lê Văn Chuyển/ }).waitFor();
  expect(await axeFindings(clerk)).toEqual([]);
  await clerk.goto(`${node.url}/people`);
  await clerk.getByRole('heading', { name: 'Con người', level: 1 }).waitFor();
  expect(await clerk.getByRole('button', { name: 'Thêm người' }).count()).toBe(0);
  await menu();
  await clerk.getByRole('button', { name: /thay Lê Văn Chuyển/ }).click();
  await clerk.getByRole('button', { name: 'Thêm người' }).waitFor();
  await menu();
  await clerk.getByRole('button', { name: /^Chuyên viên · / }).click();
  await clerk.getByRole('button', { name: 'Thêm người' }).waitFor({ state: 'detached' });
});

test('roles against rights: who holds what, where and why', async () => {
  const page = await workAs(ADMINISTRATOR);
  const faults = faultsOf(page);
  await page.goto(`${node.url}/roles`);
  await page.getByRole('button', { name: /^Quản trị cơ quan/ }).click();
  await page.getByRole('row', { name: /Lê Văn Chuyển/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sửa vai trò' }).last().click();
  await page.getByLabel('Mô tả').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});
