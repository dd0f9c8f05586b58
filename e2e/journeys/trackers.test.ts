// @ts-expect-error: the package has no types
import MatomoTracker from 'matomo-tracker';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Embed, HitRow } from '#modules/usage/contract.ts';
import { ADMINISTRATOR, signIn } from '../support/account.ts';
import { beforeFile } from '../support/at-end.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { bundle } from '../support/bundle.ts';
import { dataFolder, freePort, launch, type RunningNode, ready } from '../support/node.ts';
import { pageOf, serveSite } from '../support/test-site.ts';

/**
 * Clients in a real browser, on pages of another origin than the node's. What counts is not what goes over the wire but
 * what the node answers when it is asked for its hits.
 */
let node: RunningNode;
let browser: Browser;
/** Signed in at the node. */
let office: BrowserContext;
let embed: Embed;

beforeFile(async () => {
  node = launch(['start', '--demo'], dataFolder(), await freePort());
  await ready(node);
  browser = await openBrowser();
  office = await openWindow(browser);
  await signIn(await office.newPage(), node.url, ADMINISTRATOR);
  embed = await ask<Embed>('embed');
});

async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await office.request.get(`${node.url}/api/usage/sites/1/${path}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as Answer;
}

const short = ({ kind, path, title, subject }: HitRow) => [kind, path, title || subject].filter(Boolean).join(' ');

/** The hits of a site's pages, oldest first, once there are as many as expected. */
async function hitsOf(url: string, expected: number): Promise<HitRow[]> {
  const { host } = new URL(url);
  let hits: HitRow[] = [];
  await expect
    .poll(
      async () => {
        const { rows } = await ask<{ rows: HitRow[] }>('hits?limit=200');
        hits = rows.filter((row) => row.host === host).toReversed();
        return hits.length;
      },
      { timeout: 15_000, message: `hits of ${host}` },
    )
    .toBe(expected);
  return hits;
}

/** A page of a person who visits the site, and what it sends to the node. */
async function visit(options: BrowserContextOptions = {}, prepare?: (window: BrowserContext) => Promise<unknown>) {
  const window = await openWindow(browser, options);
  await window.route('https://*.vn/**', (route) => route.fulfill({ body: 'elsewhere' }));
  await prepare?.(window);
  const page = await window.newPage();
  const faults = faultsOf(page);
  const sent: { query: string; body: string }[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/(tracking|matomo\.php)$/.test(pathname)) sent.push({ query: search, body: request.postData() ?? '' });
  });
  return { window, page, faults, sent };
}

const push = (page: Page, ...call: unknown[]) =>
  page.evaluate((given) => (window as unknown as { _govaq: { push(call: unknown): void } })._govaq.push(given), call);

/** The client has taken the queue. */
const loaded = (page: Page, queue = '_govaq') =>
  page.waitForFunction((name) => !Array.isArray((window as unknown as Record<string, unknown>)[name]), queue);

test('the snippet of the embed page: view, service, event, search, links, before and after the script', async () => {
  const early = `<script>_govaq.push(['trackDVC', '9.990001', '-1', ''])</script>`;
  const links = `<a href="/lien-he">Liên hệ</a> <a href="/van-ban/qd-766.pdf"><b>Quyết định</b></a>
    <a href="https://dichvucong.vn/trang-chu" onclick="event.stopPropagation()">Cổng quốc gia</a>`;
  const site = await serveSite();
  site.put('/thu-tuc', pageOf('Cấp hộ chiếu', embed.snippet + early, links));
  site.put('/lien-he', pageOf('Liên hệ', embed.snippet));
  site.put('/van-ban/qd-766.pdf', 'text of the decision', 'text/plain');
  const { page, window, faults, sent } = await visit();

  await page.goto(`${site.url}/thu-tuc?linh-vuc=2&utm_campaign=zalo-oa`, { referer: 'https://www.google.com/' });
  await loaded(page);
  await push(page, 'trackDVC', '9.990001', '1', 'ắ'.repeat(600));
  await push(page, 'trackEvent', 'Biểu mẫu', 'mở', 'TK01', 2.5);
  await push(page, 'trackEvent', '', 'without category');
  await push(page, 'trackSiteSearch', 'thẻ căn cước', false, 0);
  await push(page, 'trackGoal', 3);
  await push(page, 'noSuchMethod', 1);
  await page.getByText('Quyết định').click();
  await page.goBack();
  await loaded(page);
  await page.getByText('Cổng quốc gia').click();
  await page.waitForURL('https://dichvucong.vn/**');
  await page.goBack();
  await loaded(page);
  await page.getByText('Liên hệ').click();
  await page.waitForURL('**/lien-he');
  await loaded(page);

  const hits = await hitsOf(site.url, 13);
  expect(hits.map(short).sort()).toEqual(
    [
      ...Array(3).fill('page /thu-tuc?linh-vuc=2 Cấp hộ chiếu'),
      ...Array(4).fill('service /thu-tuc?linh-vuc=2 9.990001'),
      'event /thu-tuc?linh-vuc=2 Biểu mẫu / mở / TK01',
      'search thẻ căn cước',
      'goal /thu-tuc?linh-vuc=2 3',
      `download /thu-tuc?linh-vuc=2 ${site.url}/van-ban/qd-766.pdf`,
      'outlink /thu-tuc?linh-vuc=2 https://dichvucong.vn/trang-chu',
      'page /lien-he Liên hệ',
    ].sort(),
  );
  expect(hits[0]).toMatchObject({ device: 'desktop', browser: 'Chrome', system: 'GNU/Linux', bot: '' });
  expect(hits[0]?.source).toEqual({ kind: 'campaign', name: 'zalo-oa' });
  expect(new Set(hits.map(({ visitor }) => visitor)).size).toBe(1);

  expect((await ask<{ rows: unknown[] }>('services?q=9.990001')).rows).toMatchObject([
    {
      service: '9.990001',
      count: 4,
      states: [
        { state: '-1', count: 3 },
        { state: '1', count: 1 },
      ],
    },
  ]);
  expect((await ask<{ rows: unknown[] }>(`events?q=${encodeURIComponent('Biểu mẫu')}`)).rows).toMatchObject([
    { category: 'Biểu mẫu', action: 'mở', name: 'TK01', value: 2.5 },
  ]);
  expect((await ask<{ rows: unknown[] }>(`searches?q=${encodeURIComponent('thẻ căn cước')}`)).rows).toContainEqual(
    expect.objectContaining({ name: 'thẻ căn cước', withoutResult: 1 }),
  );
  expect(sent.filter(({ body }) => body !== '').map(({ query, body }) => [query, body.includes('dvc_ex=')])).toEqual([
    ['', true],
  ]);
  expect(sent.some(({ query, body }) => /[?&]pf_onl=\d/.test(query + body))).toBe(true);
  expect(await window.cookies()).toEqual([]);
  expect(faults).toEqual([]);
});

test('a single-page application: each step is a page, whatever the address of the document was', async () => {
  const site = await serveSite();
  site.put('/ung-dung', pageOf('Ứng dụng', embed.snippet));
  const { page } = await visit();
  await page.goto(`${site.url}/ung-dung`);
  await loaded(page);
  await page.evaluate(() => {
    history.pushState(null, '', '/ung-dung/ho-so/7');
    document.title = 'Hồ sơ 7';
  });
  await push(page, 'trackPageView');
  await push(page, 'setCustomUrl', '/ung-dung/tra-cuu?ma=1');
  await push(page, 'setDocumentTitle', 'Tra cứu');
  await push(page, 'trackPageView');
  await push(page, 'trackEvent', 'Tra cứu', 'bấm');
  await push(page, 'trackPageView', 'Tên riêng');

  const hits = await hitsOf(site.url, 5);
  expect(hits.map(short).sort()).toEqual([
    'event /ung-dung/tra-cuu?ma=1 Tra cứu / bấm',
    'page /ung-dung Ứng dụng',
    'page /ung-dung/ho-so/7 Hồ sơ 7',
    'page /ung-dung/tra-cuu?ma=1 Tra cứu',
    'page /ung-dung/tra-cuu?ma=1 Tên riêng',
  ]);
  expect(hits.every(({ source }) => source.kind === 'direct')).toBe(true);
});

test('address and site may come long after the script, and the snippet may stand twice', async () => {
  const script = `<script async src="${embed.scriptUrl}"></script>`;
  const site = await serveSite({
    '/': pageOf('Muộn', `<script>_govaq = [['trackPageView']]</script>${script}${script}`),
  });
  const { page, sent } = await visit();
  await page.goto(site.url);
  await loaded(page);
  await push(page, 'trackEvent', 'Trước', 'địa chỉ');
  await push(page, 'setTrackerUrl', embed.trackerUrl);
  expect(sent).toEqual([]);
  await push(page, 'setSiteId', 1);
  expect((await hitsOf(site.url, 2)).map(short).sort()).toEqual(['event / Trước / địa chỉ', 'page / Muộn']);
  expect(sent).toHaveLength(1);
});

test('a page that the browser prepares ahead counts once it is shown; without beacons hits go by fetch', async () => {
  const site = await serveSite({ '/': pageOf('Chuẩn bị trước', embed.snippet) });
  const { page, sent, faults } = await visit({}, (window) =>
    window.addInitScript(`
      Object.defineProperty(document, 'prerendering', { value: true, writable: true });
      Object.defineProperty(navigator, 'sendBeacon', { value: undefined });`),
  );
  await page.goto(site.url);
  await loaded(page);
  await push(page, 'trackEvent', 'Bước', 'hai');
  expect(sent).toEqual([]);
  await page.evaluate(() => {
    Object.assign(document, { prerendering: false });
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  expect((await hitsOf(site.url, 2)).map(short).sort()).toEqual(['event / Bước / hai', 'page / Chuẩn bị trước']);
  await push(page, 'trackEvent', 'Bước', 'ba');
  await hitsOf(site.url, 3);
  expect(sent.map(({ body }) => body.startsWith('{"requests":'))).toEqual([true, false]);
  expect(sent[1]?.query).toMatch(/[?&]pv_id=\w{6}&/);
  expect(faults).toEqual([]);
});

test.each([
  ['Do Not Track', 'doNotTrack', '1'],
  ['Global Privacy Control', 'globalPrivacyControl', true],
])('%s: nothing is sent', async (_, name, value) => {
  const site = await serveSite({
    '/': pageOf('Không theo dõi', embed.snippet, '<a href="https://dichvucong.vn/">Cổng</a>'),
  });
  const { page, sent, faults } = await visit({}, (window) =>
    window.addInitScript(`Object.defineProperty(navigator, '${name}', { get: () => ${JSON.stringify(value)} })`),
  );
  await page.goto(site.url);
  await loaded(page);
  await push(page, 'trackDVC', '9.990002', '1', '');
  await page.getByText('Cổng').click();
  await page.waitForURL('https://dichvucong.vn/');
  const other = await visit();
  await other.page.goto(site.url);
  expect((await hitsOf(site.url, 1)).map(short)).toEqual(['page / Không theo dõi']);
  expect(sent).toEqual([]);
  expect(faults).toEqual([]);
});

test('consent: hits wait for it, once or remembered; forgotten and opted out, none leaves', async () => {
  const site = await serveSite();
  for (const path of ['/mot', '/hai', '/ba', '/bon', '/nam'])
    site.put(path, pageOf(path, `${embed.snippet}<script>_govaq.push(['requireConsent'])</script>`));
  const { page, window, sent } = await visit();
  const open = async (path: string) => {
    await page.goto(site.url + path);
    await loaded(page);
  };
  await open('/mot');
  await push(page, 'trackEvent', 'Chờ', 'đồng ý');
  expect(sent).toEqual([]);
  await push(page, 'setConsentGiven');
  await hitsOf(site.url, 2);
  await open('/hai');
  await push(page, 'rememberConsentGiven');
  await open('/ba');
  await hitsOf(site.url, 4);
  await push(page, 'forgetConsentGiven');
  await push(page, 'trackEvent', 'Sau khi', 'rút lại');
  await open('/bon');
  await push(page, 'rememberConsentGiven', 24);
  await push(page, 'optUserOut');
  await hitsOf(site.url, 5);
  const before = sent.length;
  await open('/nam');
  const optedOut = await page.evaluate(() => {
    const answers: unknown[] = [];
    const { _govaq } = window as unknown as { _govaq: { push(call: unknown): void; isUserOptedOut(): boolean } };
    _govaq.push([
      function (this: typeof _govaq, wanted: string) {
        answers.push(wanted, this.isUserOptedOut());
      },
      'asked',
    ]);
    return [...answers, _govaq.isUserOptedOut()];
  });
  expect(optedOut).toEqual(['asked', true, true]);
  expect(sent).toHaveLength(before);
  await push(page, 'forgetUserOptOut');
  await push(page, 'trackEvent', 'Trở lại', 'đo');
  expect((await hitsOf(site.url, 6)).map(short).sort()).toEqual([
    'event /mot Chờ / đồng ý',
    'event /nam Trở lại / đo',
    'page /ba /ba',
    'page /bon /bon',
    'page /hai /hai',
    'page /mot /mot',
  ]);
  expect(await window.cookies()).toEqual([]);
});

test('contents are counted when they come into view, clicks on them too; a heartbeat tells that a page was read', async () => {
  const block = (name: string, style = '') =>
    `<div data-track-content data-content-name="${name}" style="${style}"><a href="https://dichvucong.vn/${name}" onclick="return false"><img src="/${name}.png" alt="${name}"></a></div>`;
  const calls = `<script>_govaq.push(['trackVisibleContentImpressions']); _govaq.push(['enableHeartBeatTimer', 100])</script>`;
  const site = await serveSite({
    '/': pageOf('Thông báo', embed.snippet, `${block('gan')}${block('xa', 'margin-top: 5000px')}${calls}`),
  });
  const { page } = await visit();
  await page.clock.install();
  await page.goto(site.url);
  await loaded(page);
  await hitsOf(site.url, 2);
  await page.getByAltText('gan').click();
  await page.getByAltText('xa').scrollIntoViewIfNeeded();
  await hitsOf(site.url, 5);
  await page.clock.fastForward(60_000);
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.clock.fastForward(101_000);
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  expect((await hitsOf(site.url, 6)).map(short).sort()).toEqual([
    'content / gan',
    'content / gan',
    'content / xa',
    'outlink / https://dichvucong.vn/gan',
    'page / Thông báo',
    'ping /',
  ]);
});

test('a page written for Matomo, beside the snippet of another system', async () => {
  const calls = `<script>
    var _govaq = [['trackPageView'], ['setSiteId', '4064']];
    _paq.push(['setUserId', 'can-bo-1'], ['setCustomDimension', 1, 'unknown here'], ['trackEvent', 'Tin', 'đọc', 'Bản tin', 0]);
    _paq.push(['trackContentImpression', 'Biểu ngữ', 'anh.png', 'https://dichvucong.vn/']);
  </script>`;
  const site = await serveSite({ '/': pageOf('Trang Matomo', embed.matomoSnippet + calls) });
  const { page, window, faults } = await visit();
  await page.goto(site.url);
  await loaded(page, '_paq');
  expect((await hitsOf(site.url, 3)).map(short).sort()).toEqual([
    'content / Biểu ngữ',
    'event / Tin / đọc / Bản tin',
    'page / Trang Matomo',
  ]);
  expect(await page.evaluate(() => (window as unknown as Record<string, unknown>)['_govaq'])).toHaveLength(2);
  expect(await window.cookies()).toEqual([]);
  expect(faults).toEqual([]);
});

test('@jonkoops/matomo-tracker, unmodified, as a site would bundle it', async () => {
  const script = await bundle(`
    import MatomoTracker from '@jonkoops/matomo-tracker';
    const tracker = new MatomoTracker({ urlBase: '${new URL(embed.trackerUrl).origin}', siteId: 1, userId: 'nguoi-dung' });
    tracker.trackPageView({ documentTitle: 'Trang React', href: location.href + 'react' });
    tracker.trackPageView({ documentTitle: 'Trang hai', href: location.href + 'hai' });
    tracker.trackEvent({ category: 'Nút', action: 'bấm', name: 'Gửi', value: 4 });
    tracker.trackSiteSearch({ keyword: 'giấy khai sinh', category: 'Hộ tịch', count: 12 });
    tracker.trackLink({ href: 'https://dichvucong.vn/' });
    tracker.trackEvents();`);
  const site = await serveSite();
  const button = '<button data-matomo-event="click" data-matomo-category="Nút" data-matomo-action="nộp">Nộp</button>';
  site.put(
    '/',
    pageOf('Ứng dụng React', '', `${button}<a href="/a.zip" download>Tải</a><script src="/app.js"></script>`),
  );
  site.put('/app.js', script, 'text/javascript');
  site.put('/a.zip', 'zip', 'application/zip');
  const { page, faults } = await visit();
  await page.goto(site.url);
  await loaded(page, '_paq');
  await page.getByText('Nộp').click();
  await page.getByText('Tải').click();
  const hits = await hitsOf(site.url, 7);
  expect(hits.map(short).sort()).toEqual(
    [
      'page /react Trang React',
      'page /hai Trang hai',
      'event / Nút / bấm / Gửi',
      'event / Nút / nộp',
      'search giấy khai sinh',
      'outlink / https://dichvucong.vn/',
      `download / ${site.url}/a.zip`,
    ].sort(),
  );
  expect(faults).toEqual([]);
});

test('matomo-tracker, a client of others for Node, against the whole node', async () => {
  const tracker = new MatomoTracker(1, `${node.url}/matomo.php`);
  const url = `http://localhost:${await freePort()}/tu-may-chu`;
  await new Promise<void>((resolve, reject) => {
    tracker.on('error', reject);
    tracker.trackBulk(
      [
        { url, action_name: 'Máy chủ' },
        { url, e_c: 'Hồ sơ', e_a: 'nhận' },
      ],
      () => resolve(),
    );
  });
  expect((await hitsOf(url, 2)).map(short).sort()).toEqual([
    'event /tu-may-chu Hồ sơ / nhận',
    'page /tu-may-chu Máy chủ',
  ]);
});

test('a page of a host that is not the site is set apart, by reason', async () => {
  const setApart = async () => {
    const metrics = await (await fetch(`${node.url}/metrics`)).text();
    return Number(/outcome="wrong_domain"\} (\d+)/.exec(metrics)?.[1] ?? 0);
  };
  const before = await setApart();
  const site = await serveSite({ '/': pageOf('Trang chép lại', embed.snippet) });
  const { page, faults } = await visit();
  await page.goto(site.url.replace('localhost', '127.0.0.1'));
  await expect.poll(setApart).toBe(before + 1);
  await page.goto(site.url);
  expect((await hitsOf(site.url, 1)).map(short)).toEqual(['page / Trang chép lại']);
  expect(await hitsOf(site.url.replace('localhost', '127.0.0.1'), 0)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a node that is away, and calls that make no sense, disturb no page', async () => {
  const away = embed.snippet.replace(
    /setTrackerUrl', '[^']+/,
    `setTrackerUrl', 'http://localhost:${await freePort()}/tracking`,
  );
  const nonsense = `<script>_govaq.push(null, 'trackPageView', 7, [], [[]], ['push'], ['constructor'], ['trackLink', 'http://['],
    ['trackContentImpressionsWithinNode'], ['setTrackerUrl'], [function () { throw new Error('of the page') }])</script>`;
  const site = await serveSite({ '/': pageOf('Vẫn chạy', away + nonsense, '<a href="http://[">hỏng</a>') });
  const { page } = await visit();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(site.url);
  await loaded(page);
  await push(page, 'trackPageView');
  await page.evaluate(() => (document.querySelector('a') as HTMLElement).click());
  expect(errors).toEqual([]);
});
