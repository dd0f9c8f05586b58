import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testSite } from '../testing.ts';
import { actionOf } from './action.ts';
import { dayOf } from './days.ts';
import { readPage, takeApart } from './page-url.ts';
import { readParameterObject, readParameters } from './parameters.ts';
import { readReferrer } from './referrer.ts';
import { firstLanguage } from './sender.ts';
import { rulesOf } from './site-rules.ts';
import { cut } from './text.ts';
import { timeOf } from './time.ts';

const rules = rulesOf(testSite(1));
const readUrl = (url: string) => readPage(url, rules);

describe('parameters', () => {
  test('any names and values come back as they were, trimmed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_0-9]{1,12}$/), fc.string({ unit: 'grapheme' })), (given) => {
        const { cs: _, ...values } = given;
        const read = readParameters(new URLSearchParams(values).toString());
        for (const [name, value] of Object.entries(values)) expect(read.text(name)).toBe(value.trim());
      }),
    );
  });

  test('whatever is sent, reading never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readParameters(text, text);
        for (const name of ['url', 'a', '', text]) read.text(name);
      }),
    );
    expect(readParameters('url=%E1%BB%&b=%zz').text('b')).toBe('%zz');
  });

  test('the query wins over the body; within one string the last wins', () => {
    const read = readParameters('a=1&a=2', 'a=3&b=4');
    expect([read.text('a'), read.text('b'), read.number('a'), read.number('c')]).toEqual(['2', '4', 2, undefined]);
  });

  test('another character set is decoded, an unknown one ignored', () => {
    expect(readParameters('cs=windows-1258&action_name=caf%E9').text('action_name')).toBe('café');
    expect(readParameters('cs=klingon&action_name=caf%C3%A9').text('action_name')).toBe('café');
  });

  test('an object is read like a string', () => {
    const read = readParameterObject({ idsite: 1, rec: true, cvar: { 1: ['a', 'b'] }, none: null });
    expect([read.text('idsite'), read.text('rec'), read.text('cvar'), read.has('none')]).toEqual([
      '1',
      '1',
      '{"1":["a","b"]}',
      false,
    ]);
  });
});

describe('addresses of pages', () => {
  test.each([
    ['https://www.KhanhHoa.gov.vn', 'khanhhoa.gov.vn', '/'],
    ['http://khanhhoa.gov.vn:80/a', 'khanhhoa.gov.vn', '/a'],
    ['http://localhost:3000/a', 'localhost:3000', '/a'],
    ['  https://a.vn/b\r\n?x=1#top ', 'a.vn', '/b?x=1'],
    ['https://a.vn/b?PHPSESSID=7&x=1&fbclid=9', 'a.vn', '/b?x=1'],
    ['https://a.vn/b;jsessionid=7', 'a.vn', '/b'],
    ['https://a.vn/b;x=1', 'a.vn', '/b?x=1'],
    ['https://user:secret@a.vn/b', 'a.vn', '/b'],
    ['https://a.vn?x=1', 'a.vn', '/?x=1'],
    ['/only/path', '', '/only/path'],
    ['', '', ''],
  ])('%s', (url, host, path) => {
    expect(readUrl(url)).toMatchObject({ host, path });
  });

  test('the four spellings of an address are one page, and cleaning twice changes nothing', () => {
    const part = fc.stringMatching(/^[a-z0-9-]{1,10}$/);
    fc.assert(
      fc.property(part, fc.array(part), fc.dictionary(part, part), (host, folders, query) => {
        const rest = `${host}.vn/${folders.join('/')}?${new URLSearchParams(query)}`;
        const pages = ['http://', 'https://', 'http://www.', 'https://www.'].map((prefix) => readUrl(prefix + rest));
        for (const page of pages) expect(page).toEqual(pages[0]);
        const again = readUrl(`https://${pages[0]?.host}${pages[0]?.path}`);
        expect(again.path).toBe(pages[0]?.path);
      }),
    );
  });

  test('a fragment is kept only where the site wants it; search words and campaigns may stand in it', () => {
    const keeping = rulesOf(testSite(1, { keepFragment: true }));
    expect(readPage('https://a.vn/#/tin/1', keeping).path).toBe('/#/tin/1');
    expect(readUrl('https://a.vn/#?Q=h%E1%BB%99').searchKeyword).toBe('hộ');
    expect(readUrl('https://a.vn/#utm_campaign=he').campaign).toBe('he');
  });

  test('the first name in the list of campaign parameters wins, wherever it stands', () => {
    const page = readUrl('https://a.vn/?utm_medium=m&utm_source=zalo&mtm_campaign=Tet+2027&utm_term=hoa');
    expect(page).toMatchObject({ campaign: 'Tet 2027', campaignKeyword: 'hoa', path: '/' });
  });

  test('anything is taken apart without failing, within its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const address = takeApart(text);
        expect(Buffer.byteLength(address.path)).toBeLessThanOrEqual(1024);
        expect(Buffer.byteLength(cut(text, 100))).toBeLessThanOrEqual(Math.max(100, 0));
      }),
    );
  });
});

describe('kinds of action', () => {
  test.each([
    ['ping=1&idgoal=3', 'ping'],
    ['idgoal=3&e_c=a&e_a=b', 'goal'],
    ['idgoal=0', 'commerce'],
    ['dvc=1.004194&dvc_st=1', 'service'],
    ['download=x&link=y', 'download'],
    ['link=y&c_n=z', 'outlink'],
    ['e_c=a&e_a=b&c_n=z&search=s', 'event'],
    ['e_c=a&e_a=%20', 'page'],
    ['c_n=z&search=s', 'content'],
    ['search=s', 'search'],
    ['ca=1', 'custom_action'],
    ['ca=1&e_c=a&e_a=b', 'event'],
    ['', 'page'],
  ])('%s is %s', (query, kind) => {
    expect(actionOf(readParameters(query), readUrl('https://a.vn/'))).toBe(kind);
  });

  test('a page with a known search parameter is a search', () => {
    expect(actionOf(readParameters('x=1'), readUrl('https://a.vn/tim?Keyword=x'))).toBe('search');
    expect(actionOf(readParameters('x=1'), readUrl('https://a.vn/tim?keyword='))).toBe('page');
  });
});

describe('referrers', () => {
  const home = readUrl('https://khanhhoa.gov.vn/');
  test.each([
    ['', 'direct', '', ''],
    ['https://www.khanhhoa.gov.vn/tin', 'direct', '', ''],
    ['https://www.google.com.vn/search?q=H%E1%BB%99%20T%E1%BB%8Bch', 'search', 'Google', 'hộ tịch'],
    ['https://www.google.com/', 'search', 'Google', ''],
    ['https://coccoc.com/search?query=x', 'search', 'Cốc Cốc', 'x'],
    ['https://gemini.google.com/app', 'assistant', 'Gemini', ''],
    ['https://chatgpt.com/', 'assistant', 'ChatGPT', ''],
    ['https://mail.google.com/mail', 'website', 'mail.google.com', ''],
    ['https://lm.facebook.com/l.php', 'social', 'Facebook', ''],
    ['https://chat.zalo.me/', 'social', 'Zalo', ''],
    ['android-app://com.zing.zalo', 'social', 'Zalo', ''],
    ['https://vt.tiktok.com/x', 'social', 'TikTok', ''],
    ['https://dichvucong.gov.vn/p/home', 'government', 'dichvucong.gov.vn', ''],
    ['https://chinhphu.vn/', 'government', 'chinhphu.vn', ''],
    ['https://baokhanhhoa.vn/tin-1?x=2', 'website', 'baokhanhhoa.vn', ''],
    ['https://notgoogle.com/', 'website', 'notgoogle.com', ''],
    ['nonsense', 'direct', '', ''],
  ])('%s', (url, kind, name, keyword) => {
    expect(readReferrer(url, home, rules)).toMatchObject({ kind, name, keyword });
  });

  test('a campaign goes before all, with the best keyword there is', () => {
    const page = readUrl('https://khanhhoa.gov.vn/?utm_source=Zalo');
    expect(readReferrer('https://www.bing.com/search?q=Thuế', page, rules)).toMatchObject({
      kind: 'campaign',
      name: 'zalo',
      keyword: 'thuế',
    });
    expect(readReferrer('https://b.vn/', page, rules)).toMatchObject({ keyword: 'b.vn' });
  });

  test('ignore_referrer=1 makes a hit direct', () => {
    expect(readReferrer('https://b.vn/', readUrl('https://khanhhoa.gov.vn/?ignore_referrer=1'), rules).kind).toBe(
      'direct',
    );
  });
});

describe('times and languages', () => {
  const now = Date.UTC(2026, 10, 25, 18, 0, 0);

  test('the day ends at midnight of the zone, in summer time too', () => {
    expect(dayOf(now - 3_600_001, 'Asia/Ho_Chi_Minh')).toBe('2026-11-25');
    expect(dayOf(now, 'Asia/Ho_Chi_Minh')).toBe('2026-11-26');
    const asCalendar = (at: number, timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: now }),
        fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin', 'Australia/Lord_Howe'),
        (at, zone) => {
          expect(dayOf(at, zone)).toBe(asCalendar(at, zone));
        },
      ),
    );
  });

  test.each([
    ['', now, false],
    [`cdt=${now / 1000 - 60}`, now - 60_000, false],
    ['cdt=2026-11-25 17:00:00', now - 3_600_000, false],
    [`cdt=${now / 1000 + 60}`, now, false],
    ['cdt=1999-01-01 00:00:00', now, false],
    ['cdt=nonsense', now, false],
    ['cdo=30', now - 30_000, false],
    ['cdt=2026-11-24 17:59:59', now - 86_401_000, true],
  ])('%s', (query, at, old) => {
    expect(timeOf(readParameters(query), now)).toEqual({ at, old });
  });

  test('the first language, lower case', () => {
    expect([firstLanguage('vi-VN,vi;q=0.9'), firstLanguage('en_US'), firstLanguage('*'), firstLanguage('')]).toEqual([
      'vi-vn',
      'en-us',
      '',
      '',
    ]);
  });
});
