import type { Page } from 'playwright-core';

/** Nothing is on its way any more: no skeletons, no busy tables, fonts there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"], [data-loading="true"], .mantine-Skeleton-root'),
  );
  await page.evaluate(() => document.fonts.ready);
}
