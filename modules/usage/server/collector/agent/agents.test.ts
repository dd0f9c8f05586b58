import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { openAgents } from './agents.ts';
import { botReason } from './bots.ts';
import { commonDevice } from './common-agents.ts';
import { detect } from './detector-worker.ts';

const ENGINE = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const COMMON = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Windows NT 6.1) ${ENGINE} Chrome/109.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${ENGINE} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${ENGINE} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${ENGINE} coc_coc_browser/128.0.148 Chrome/122.0.6261.148 Safari/537.36`,
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (X11; Linux x86_64) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  `Mozilla/5.0 (Linux; Android 10; K) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 10; K) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; SM-A536E) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36 EdgA/130.0.0.0`,
  `Mozilla/5.0 (Linux; Android 12; CPH2239) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 12; V2111) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; RMX3501) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; Pixel 7 Pro) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; 22101316G) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 11; M2101K6G) ${ENGINE} Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; SM-T500) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; SM-X200) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536E) ${ENGINE} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) ${ENGINE} Version/4.0 Chrome/129.0.6668.100 Mobile Safari/537.36 Zalo android/24090567 ZaloTheme/light ZaloLanguage/vi`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/132.0 Mobile/15E148 Safari/605.1.15',
  'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
];

test.each(COMMON)('the short way and the detector agree on %s', (agent) => {
  expect(commonDevice(agent)).toEqual(detect(agent, ''));
  expect(botReason(agent)).toBe('');
});

test('unusual agents go to the detector', () => {
  for (const agent of [
    `Mozilla/5.0 (Linux; Android 9; BRAVIA 4K) ${ENGINE} Chrome/130.0.0.0 Safari/537.36`,
    `${COMMON[0]} Vivaldi/7.0`,
    'Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.8.119 Version/11.10',
  ])
    expect(commonDevice(agent)).toBeUndefined();
});

test.each([
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'search_engine'],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot', 'ai'],
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'preview'],
  ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'crawler'],
  ['SomeSpider/1.0', 'crawler'],
  // What sends hits on purpose is counted.
  ['', ''],
  ['node', ''],
  ['python-requests/2.32.3', ''],
  ['curl/8.11.0', ''],
  ['Go-http-client/1.1', ''],
  [`Mozilla/5.0 (X11; Linux x86_64) ${ENGINE} HeadlessChrome/130.0.0.0 Safari/537.36`, ''],
])('%s is "%s"', (agent, reason) => {
  expect(botReason(agent)).toBe(reason);
});

test('an unknown agent is looked up once and known afterwards; client hints name the browser that an agent hides', async () => {
  // Not the detector's haste is tested here, but what it finds.
  const agents = openAgents(pino({ level: 'silent' }), 20_000);
  const television =
    'Mozilla/5.0 (Linux; Andr0id 9; BRAVIA 4K UR2 Build/PTT1.190515.001.S104) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.152 Safari/537.36 OPR/46.0.2207.0 OMI/4.20.5.54';
  expect(agents.find(television, '')).toBeUndefined();
  await Promise.all([agents.learn(television, ''), agents.learn(television, '')]);
  expect(agents.find(television, '')).toMatchObject({ device: 'tv', bot: '' });

  const hints = JSON.stringify({
    fullVersionList: [
      { brand: 'Brave', version: '130.0' },
      { brand: 'Chromium', version: '130.0' },
    ],
    mobile: false,
    platform: 'Windows',
    platformVersion: '15.0.0',
  });
  expect(agents.find(COMMON[0] as string, hints)).toBeUndefined();
  await agents.learn(COMMON[0] as string, hints);
  expect(agents.find(COMMON[0] as string, hints)).toMatchObject({ browser: 'Brave', system: 'Windows' });
  const plain = JSON.stringify({
    brands: [
      { brand: 'Chromium', version: '130' },
      { brand: 'Not?A_Brand', version: '99' },
      { brand: 'Google Chrome', version: '130' },
    ],
  });
  expect(agents.find(COMMON[0] as string, plain)).toMatchObject({ browser: 'Chrome' });
  await agents.stop();
}, 30_000);

test('a hit does not wait for a slow detector; its late answer corrects the guess', async () => {
  const agents = openAgents(pino({ level: 'silent' }), 0);
  const television =
    'Mozilla/5.0 (Linux; Andr0id 9; BRAVIA 4K UR3 Build/PTT1.190515.001.S104) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.152 Safari/537.36 OPR/46.0.2207.0 OMI/4.20.5.54';
  await agents.learn(television, '');
  expect(agents.find(television, '')).toMatchObject({ device: 'desktop' });
  await vi.waitFor(() => expect(agents.find(television, '')).toMatchObject({ device: 'tv' }), { timeout: 20_000 });
  await agents.stop();
}, 30_000);
