import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { QueryClient } from '@tanstack/react-query';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { WebModule } from '#platform/web/module.ts';
import { createShellRouter } from '#platform/web/shell/router.tsx';
import { ADMINISTRATOR, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { axeFindings } from '../support/axe.ts';
import { DESK, faultsOf, openBrowser, openWindow, PHONE } from '../support/browser.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';
import { screenshot } from '../support/screenshot.ts';
import { settled } from '../support/settled.ts';
import { SCREENS, type Screen } from './screens.ts';

const SIZES = [
  ['desk', DESK],
  ['phone', PHONE],
] as const;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('the list has every screen of the router, and no other', async () => {
  const found = await Promise.all(
    globSync('{modules/*/web,platform/web/operations}/index.ts', { cwd: ROOT }).map(
      async (file) => await import(`${ROOT}${file}`),
    ),
  );
  const modules = found.flatMap((exports: object) => Object.values(exports).filter(isModule));
  expect(modules.length).toBeGreaterThan(1);
  const port = { load: async () => null, end: async () => {}, wear: async () => {} };
  const routes = Object.keys(createShellRouter(modules, port, new QueryClient()).routesByPath);
  expect(SCREENS.map(({ route }) => route).sort()).toEqual(routes.sort());
});

function isModule(value: unknown): value is WebModule {
  return typeof value === 'object' && value !== null && 'wheel' in value && 'routes' in value;
}

let node: RunningNode;
let browser: Browser;
let page: Page;
let faults: string[];
beforeFile(async () => {
  // No picture is needed to look at its screen.
  node = launch(['demo'], dataFolder(), await freePort(), { MEDIA: 'off' });
  browser = await openBrowser();
  await ready(node);
  page = await (await openWindow(browser, { viewport: DESK, bypassCSP: true })).newPage();
  faults = faultsOf(page);
  await signIn(page, node.url, ADMINISTRATOR);
});

test.each(SCREENS.map((screen) => [screen.route, screen] as const))(
  '%s is clean on desk and phone, light and dark',
  async (_, screen) => {
    await page.goto(node.url + (await addressOf(page, screen)));
    await page.getByRole('main').getByText(screen.shows).first().waitFor();
    for (const [size, viewport] of SIZES) {
      await page.setViewportSize(viewport);
      if (!screen.waits) await settled(page);
      await wear(page, 'light');
      await screenshot(page, `${screen.name}-${size}-light`);
      expect(await axeFindings(page), size).toEqual([]);
      await wear(page, 'dark');
      await screenshot(page, `${screen.name}-${size}-dark`);
      // The scheme changes colours and nothing else.
      expect(await axeFindings(page, ['color-contrast']), `${size}, dark`).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, `${size} scrolls sideways`).toBeLessThan(1);
    }
    await page.setViewportSize(DESK);
    expect(faults.splice(0)).toEqual([]);
  },
);

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}

const FIRST_OF = {
  ':agency': '/api/directory/agencies?q=so%20khoa%20hoc&limit=1',
  // The communes of the merger: the last of the two.
  ':reorganisation': '/api/directory/reorganisations?limit=2&state=applied',
  // The one that runs.
  ':session': '/api/meetings/sessions?limit=1',
  ':body': '/api/meetings/bodies?limit=1',
} as const;

async function addressOf(page: Page, { route, address = route }: Screen): Promise<string> {
  for (const [word, list] of Object.entries(FIRST_OF)) {
    if (!address.includes(word)) continue;
    const found = await page.request.get(node.url + list);
    const { rows } = (await found.json()) as { rows: { id: string }[] };
    return address.replace(word, rows.at(-1)?.id ?? '');
  }
  return address;
}
