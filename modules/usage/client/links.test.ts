import { expect, test } from 'vitest';
import { DOWNLOADS, kindOfLink, type Link } from './links.ts';

const rules = {
  domains: ['khanhhoa.gov.vn', '*.nhatrang.vn', 'https://www.cam-lam.vn/trang-chu'],
  trackerUrl: 'https://do.khanhhoa.gov.vn/tracking',
  downloads: DOWNLOADS,
};
const kind = (href: string, more: Partial<Link> = {}) =>
  kindOfLink({ href, classes: '', download: false, ...more }, rules);

test.each([
  ['a page of the site', 'https://khanhhoa.gov.vn/gioi-thieu', undefined],
  ['the site with www', 'http://www.khanhhoa.gov.vn/', undefined],
  ['the site on another port', 'http://khanhhoa.gov.vn:8080/', undefined],
  ['a host below a name with a star', 'https://a.b.nhatrang.vn/', undefined],
  ['that name itself', 'https://nhatrang.vn/', undefined],
  ['a host of a whole address', 'https://cam-lam.vn/', undefined],
  ['a host below a plain name', 'https://so.khanhhoa.gov.vn/', 'link'],
  ['a host that only ends alike', 'https://notnhatrang.vn/', 'link'],
  ['another site', 'https://chinhphu.vn/', 'link'],
  ['a file', 'https://khanhhoa.gov.vn/van-ban/QD-766.PDF', 'download'],
  ['a file of another site', 'https://chinhphu.vn/nd-224.docx?v=2', 'download'],
  ['a file named in a parameter', 'https://khanhhoa.gov.vn/tai?tep=bieu-mau.xlsx', 'download'],
  ['an ending that is a part of a word', 'https://khanhhoa.gov.vn/a.pdfviewer', undefined],
  ['a name that ends like a file', 'https://du-lich.zip/', 'link'],
  ['the tracker itself', 'https://do.khanhhoa.gov.vn/tracking?optout=1', undefined],
  ['a mail address', 'mailto:ubnd@khanhhoa.gov.vn', undefined],
  ['a telephone number', 'tel:1022', undefined],
  ['a script', 'javascript:void(0)', undefined],
] as const)('%s', (_, href, expected) => {
  expect(kind(href)).toBe(expected);
});

test('attribute and classes decide over the address', () => {
  expect(kind('https://khanhhoa.gov.vn/bao-cao', { download: true })).toBe('download');
  expect(kind('https://khanhhoa.gov.vn/bao-cao', { classes: 'nut piwik_download' })).toBe('download');
  expect(kind('https://khanhhoa.gov.vn/ra-ngoai', { classes: 'matomo_link' })).toBe('link');
  expect(kind('https://chinhphu.vn/', { classes: 'matomo_ignore nut' })).toBeUndefined();
  expect(kind('https://khanhhoa.gov.vn/', { classes: 'not-matomo_link' })).toBeUndefined();
});
