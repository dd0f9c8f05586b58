import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings } from './axe.ts';
import { DESK, PHONE } from './browser.ts';
import { screenshot } from './screenshot.ts';

/** Looks at the page as it stands, in light and dark, on a desk and on a phone: clean for axe, never wider than the screen. */
export async function look(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Chosen once, before the first paint: the page does not change it while it is open.
      await page.evaluate(
        (scheme) => document.documentElement.setAttribute('data-mantine-color-scheme', scheme),
        colorScheme,
      );
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      expect(await axeFindings(page), `${name} ${size} ${colorScheme}`).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(tooWide, `${name} ${size} scrolls sideways`).toBe(false);
    }
  }
  await page.setViewportSize(DESK);
}
