import type { Page } from 'playwright-core';

const MOST = 40;

/** Presses Tab (or Shift+Tab) until what bears this name has the keyboard. @throws Error when it is not reached */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < MOST; step++) {
    await page.keyboard.press(key);
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${MOST} times ${key} did not lead to "${name}"; the keyboard stands on "${await focused(page)}".`);
}

/** What has the keyboard, by its name or text. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });
}
