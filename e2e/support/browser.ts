import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { requireBrowser } from '../../scripts/browser.mjs';
import { atEnd } from './at-end.ts';
import { screenshot } from './screenshot.ts';

/** What people's browsers say of themselves; the headless one says that it is a robot, and is counted as one. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 360, height: 780 };

/** Camera and microphone made by the browser: a moving test picture and a beep, allowed without asking. */
export const FAKE_DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** A browser that goes with the test. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
      ...more,
    ],
  });
  atEnd(() => browser.close());
  return browser;
}

/** A person's window: Vietnamese, in Vietnam, with clipboard. It goes with the test; when that fails, its pages are kept as pictures. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const window = await browser.newContext({
    viewport: DESK,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    userAgent: USER_AGENT,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  atEnd(async (test) => {
    if (test?.result?.state === 'fail') {
      for (const [place, page] of window.pages().entries()) await screenshot(page, `failed ${test.name} ${place + 1}`);
    }
    await window.close();
  });
  return window;
}

/** Errors of the page's own code and files that could not be had: a screen that works has none. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  return faults;
}
