import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADMINISTRATOR, signIn, VIEWER } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';

/* Agencies through time, as an administrator keeps them. */
let node: RunningNode;
let browser: Browser;
let page: Page;
let faults: string[];
beforeFile(async () => {
  node = launch(['demo'], dataFolder(), await freePort());
  browser = await openBrowser();
  await ready(node);
  page = await (await openWindow(browser)).newPage();
  faults = faultsOf(page);
  await signIn(page, node.url, ADMINISTRATOR);
});

async function pick(label: RegExp, words: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(words);
  // Its code stands behind the name.
  await page.getByRole('option', { name: new RegExp(`^${name} ?H32`) }).click();
}

test('two departments are merged: drafted, previewed, applied and undone', async () => {
  await page.goto(`${node.url}/reorganisations`);
  await page.getByRole('button', { name: 'Soạn đợt sắp xếp' }).click();
  await page.getByLabel('Tên đợt sắp xếp').fill('Gộp hai sở');
  await page.getByLabel('Số văn bản').fill('12/NQ-HĐND');
  await page.getByLabel('Ngày hiệu lực', { exact: true }).fill('01/11/2026');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('button', { name: 'Thêm bước' }).click();
  await page.getByRole('menuitem', { name: 'Sáp nhập' }).click();
  await pick(/^Từ/, 'so y te', 'Sở Y tế');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByRole('button', { name: 'Sở Y tế: chưa chọn nơi đến hoặc cấp trên' }).waitFor();
  await pick(/^Đến/, 'so noi vu', 'Sở Nội vụ');
  await page.getByText('Đã lưu').waitFor();
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByRole('heading', { name: 'Không có gì vướng mắc' }).waitFor();
  await page.getByText('1 cơ quan kết thúc').waitFor();
  await page.getByRole('button', { name: 'Áp dụng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Áp dụng' }).click();
  await page.getByText('Đã áp dụng').waitFor();
  const address = page.url();
  await page.goto(`${node.url}/agency-changes?from=2026-10-31&to=2026-11-01`);
  await page.getByRole('row', { name: /^Sở Y tế.*Sở Nội vụ/ }).waitFor();
  await page.goto(address);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã hoàn tác').waitFor();
  expect(faults).toEqual([]);
});

test('a guess of the merger of 2025 is decided from the keyboard', async () => {
  await page.goto(`${node.url}/reorganisations`);
  await page.getByRole('row', { name: /194 bước suy đoán/ }).press('Enter');
  await page.getByRole('searchbox').fill('vinh tho');
  await page.getByRole('row', { name: /Phường Vĩnh Thọ/ }).press('Enter');
  await page.getByRole('combobox', { name: 'Đã về' }).waitFor();
  await page.getByRole('button', { name: 'Đúng như vậy' }).press('Enter');
  await page
    .getByRole('row', { name: /Phường Vĩnh Thọ/ })
    .getByText('đoán')
    .waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('the map walks by arrows, and draws boundaries once they are imported', async () => {
  await page.goto(`${node.url}/agency-map`);
  const unit = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}: `) });
  await unit('Phường Nha Trang').focus();
  await page.keyboard.press('ArrowLeft');
  const left = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(left).toMatch(/^Phường .*Nha Trang: /);
  await page.getByRole('button', { name: 'Nhập ranh giới' }).click();
  const ring = [
    [109.1, 12.2],
    [109.3, 12.2],
    [109.3, 12.3],
    [109.1, 12.2],
  ];
  const feature = { type: 'Feature', properties: { ma: '22366' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  const buffer = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  await page.getByLabel('Tệp ranh giới').setInputFiles({ name: 'a.geojson', mimeType: 'application/geo+json', buffer });
  await page.getByLabel('Nguồn').fill('Bản vẽ thử');
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await page.getByText(/Đã nhận ranh giới của 1 đơn vị/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByText('Ranh giới: Bản vẽ thử').waitFor();
  expect(await page.locator('svg [data-id] path').count()).toBe(1);
  expect(faults).toEqual([]);
});

test('an agency says where it is reached; who only reads changes nothing', async () => {
  await page.goto(`${node.url}/agencies?q=so%20xay%20dung`);
  await page
    .getByRole('button', { name: /^Sở Xây dựng/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Sửa thông tin cơ quan' }).click();
  await page.getByLabel('Điện thoại').fill('0258 3822 000');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu').waitFor();
  await page.getByRole('tab', { name: 'Con dấu, logo' }).click();
  const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';
  const file = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(logo) };
  await page.getByLabel('Chọn tệp: Logo').setInputFiles(file);
  await page.getByRole('dialog').getByRole('img', { name: 'Logo' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('link', { name: '0258 3822 000' }).waitFor();
  expect(faults).toEqual([]);
  const reader = await (await openWindow(browser)).newPage();
  await signIn(reader, node.url, VIEWER);
  await reader.goto(page.url());
  await reader.getByRole('link', { name: '0258 3822 000' }).waitFor();
  expect(await reader.getByRole('button', { name: 'Sửa thông tin cơ quan' }).count()).toBe(0);
});
