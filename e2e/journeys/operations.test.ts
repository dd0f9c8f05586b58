import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADMINISTRATOR, CLERK, signIn } from '../support/account.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { look } from '../support/look.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';
import { settled } from '../support/settled.ts';

test('who looks after the node sees how it does, backs it up, tries failed work again and reads the audit', async () => {
  const data = dataFolder();
  const backups = join(data, '..', 'bản sao');
  const environment = { BACKUP_URL: `file://${encodeURI(backups)}`, BACKUP_KEY: 'mười hai con giáp qua cầu' };
  const node = launch(['demo'], data, await freePort(), environment);
  const browser = await openBrowser();
  await ready(node);
  const page = await (await openWindow(browser, { bypassCSP: true })).newPage();
  const faults = faultsOf(page);
  await signIn(page, node.url, ADMINISTRATOR);

  await page.getByRole('link', { name: 'Tình trạng', exact: true }).click();
  await page.getByText('Còn trống').waitFor();
  await page.getByText('Chưa có bản sao lưu nào').waitFor();
  expect(await page.getByText('hoạt động', { exact: true }).count()).toBe(7);
  await settled(page);
  await look(page, 'operations-state');

  await page.getByRole('link', { name: 'Xem các bản sao lưu' }).click();
  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await page.getByRole('main').getByText('thành công').first().waitFor({ timeout: 60_000 });
  expect(readdirSync(join(backups, 'backups'))).toHaveLength(1);
  await look(page, 'operations-backups-done');

  // The place is gone: the next one fails, is told, and its job is tried again once it is back.
  const folder = join(backups, 'backups');
  const kept = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
  rmSync(backups, { recursive: true });
  writeFileSync(backups, 'a file where the folder should be');
  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await page.getByText('Lần sao lưu mới nhất không thành công').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: /thông báo/i }).click();
  await page
    .getByText(/Sao lưu không thành công/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Việc chạy nền', exact: true }).click();
  const retry = page.getByRole('button', { name: 'Thử lại: Sao lưu hệ thống' });
  await retry.waitFor({ timeout: 60_000 });
  await look(page, 'operations-jobs-failed');
  rmSync(backups);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of kept) writeFileSync(join(folder, name), content);
  await retry.click();
  await page.getByText('Không có việc nào bị lỗi').waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Sao lưu', exact: true }).click();
  await expect.poll(() => page.getByRole('cell', { name: 'thành công' }).count(), { timeout: 60_000 }).toBe(2);

  await page.getByRole('link', { name: 'Cấu hình', exact: true }).click();
  await page.getByRole('row', { name: /BACKUP_KEY ẩn/ }).waitFor();
  expect(await page.content()).not.toContain(environment.BACKUP_KEY);

  await page.getByRole('link', { name: 'Nhật ký', exact: true }).click();
  await page.getByPlaceholder('Tìm trong nội dung').fill('phuong nha trang');
  await page
    .getByRole('row', { name: /phường Nha Trang/i })
    .first()
    .waitFor();
  await settled(page);
  await page
    .getByRole('row', { name: /phường Nha Trang/i })
    .first()
    .click();
  await page.getByRole('table', { name: 'Trước và sau' }).waitFor();
  await settled(page);
  await look(page, 'audit-record');
  await page.getByRole('button', { name: 'Lịch sử của đối tượng này' }).click();
  await page.getByRole('button', { name: /^Bỏ lọc: Cơ quan/ }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Xuất CSV' }).click();
  const csv = readFileSync(await (await saved).path(), 'utf8');
  expect(csv.split('\r\n')[0]).toContain('at,actor,actor_id,action');
  expect(csv).toContain('directory.agency.');
  expect(faults).toEqual([]);

  const clerk = await (await openWindow(browser, {})).newPage();
  await signIn(clerk, node.url, CLERK);
  await clerk.getByRole('link', { name: 'Trang và ứng dụng' }).first().waitFor();
  expect(await clerk.getByText('Vận hành', { exact: true }).count()).toBe(0);
  expect((await clerk.request.get(`${node.url}/api/operations/node`)).status()).toBe(403);
  expect((await clerk.request.get(`${node.url}/api/audit`)).status()).toBe(403);
});
