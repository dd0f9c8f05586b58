import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADMINISTRATOR } from '../support/account.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';

/** Tab until the element with this name has the keyboard. */
async function tabTo(page: Page, name: string | RegExp, most = 40): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    if (name instanceof RegExp ? name.test(await focused(page)) : (await focused(page)) === name) return;
  }
  throw new Error(`${most} times Tab did not lead to ${name}; the keyboard stands on "${await focused(page)}".`);
}

/** What has the keyboard, by its name or text. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });
}

test('everything is reached without a mouse', async () => {
  const node = launch(['demo'], dataFolder(), await freePort());
  const browser = await openBrowser();
  await ready(node);
  const page = await (await openWindow(browser)).newPage();
  const faults = faultsOf(page);

  await page.goto(`${node.url}/sign-in`);
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
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

  // A screen opened from a list is left by the browser's own way back.
  await tabBackTo(page, 'Trang và ứng dụng');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Cổng thông tin điện tử tỉnh Khánh Hòa/ }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Cổng thông tin điện tử tỉnh Khánh Hòa' }).waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('heading', { name: 'Trang và ứng dụng' }).waitFor();
  expect(faults).toEqual([]);
});

async function tabBackTo(page: Page, name: string, most = 40): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Shift+Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${most} times Shift+Tab did not lead to ${name}.`);
}
