import { expect, test } from 'vitest';
import { embedOf } from './embed.ts';
import { findSnippet } from './find-snippet.ts';

const expected = { code: 47, hosts: ['do.khanhhoa.example'] };
const embed = embedOf('https://do.khanhhoa.example', 47);
const page = (...scripts: string[]) => `<!doctype html><title>Trang</title><body>${scripts.join('')}</body>`;
const look = (html: string) => findSnippet(html, expected);
const ALL = ['queue', 'address', 'site_code', 'tracker_url'];

test('what we give to copy is found whole', () => {
  expect(look(page(embed.snippet))).toEqual({ found: ALL, missing: [], client: 'govaq', otherCode: null });
  expect(look(page(embed.matomoSnippet))).toMatchObject({ found: ALL, client: 'paq' });
});

test('code and address may stand in variables, also in others of these', () => {
  const script = `<script>
    var host = 'https://do.khanhhoa.example'; var u = host + '/'; var site = "47";
    var _govaq = window._govaq || [];
    _govaq.push(['setTrackerUrl', u + 'tracking']); _govaq.push(['setSiteId', site]);</script>`;
  expect(look(page(script)).missing).toEqual([]);
  const settings = `<script>window.cfg = { siteId: 47, url: "https://do.khanhhoa.example/tracking" };
    _govaq.push(["setTrackerUrl", url]); _govaq.push(["setSiteId", siteId]);</script>`;
  expect(look(page(settings)).missing).toEqual([]);
});

test.each([
  ['nothing', '<script>var a = 1;</script>', []],
  ['a queue only', '<script>_govaq.push(["trackPageView"])</script>', ['queue']],
  ['another address', embed.snippet.replaceAll('do.khanhhoa', 'khac'), ['queue', 'site_code']],
  ['another code', embed.snippet.replace("'47'", "'48'"), ['queue', 'address', 'tracker_url']],
  [
    'parts in two scripts',
    '<script>_govaq.push(["setSiteId", 47])</script><script>var x = 1;</script>',
    ['queue', 'site_code'],
  ],
  ['a comment', `<!-- ${embed.snippet.replaceAll('<!--', '').replaceAll('-->', '')} -->`, []],
  ['text in a field', `<textarea>${embed.snippet}</textarea>`, []],
  ['a page without scripts', `<noscript>${embed.snippet}</noscript>`, []],
  ['a script from elsewhere', embed.snippet.replace('<script>', '<script src="/a.js">'), []],
])('%s is told for what it is', (_what, html, found) => {
  expect(look(page(html)).found).toEqual(found);
});

test('the code of another site is named', () => {
  expect(look(page(embed.snippet.replace("'47'", "'163'"))).otherCode).toBe('163');
});

const MEGABYTE = 1024 * 1024;
test.each([
  ['entries that never end', `<script>_govaq;${`'setSiteId',`.repeat(MEGABYTE / 12)}</script>`],
  [
    'variables that name each other',
    `<script>_govaq.push(['setSiteId', a]);a=${'b+'.repeat(50_000)}1;b=${'a+'.repeat(50_000)}1</script>`,
  ],
  ['spaces', `<script>_govaq.push(['setSiteId'${' '.repeat(MEGABYTE)}, a${' '.repeat(MEGABYTE)}=</script>`],
  ['quotes', `<script>_govaq.push(['setSiteId', a]);${'a="'.repeat(MEGABYTE / 3)}</script>`],
  ['tags that are never closed', Array.from({ length: 150_000 }, (_, n) => `<b a=${n}>`).join('x')],
  ['tables in tables', '<table><a>'.repeat(MEGABYTE / 10)],
])('a page of %s does not keep us busy', (_what, html) => {
  const began = performance.now();
  look(html);
  expect(performance.now() - began).toBeLessThan(3_000);
});
