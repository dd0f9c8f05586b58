import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode, newPageViewId, postsOf } from './request.ts';

const TRACKER = 'https://do.khanhhoa.gov.vn/tracking';

test('false, nothing and empty are left out; 0 is a value', () => {
  expect(encode({ a: '', b: false, c: undefined, d: null, search_count: 0, e_v: 1.5 })).toBe('search_count=0&e_v=1.5');
});

test('any text can be sent and comes back as it was, broken ones mended', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xff_ff), { minLength: 1 }), (units) => {
      const text = String.fromCharCode(...units);
      expect(new URLSearchParams(encode({ text })).get('text')).toBe(text.toWellFormed());
    }),
  );
});

test('a page view has six letters and digits', () => {
  for (let n = 0; n < 1_000; n++) expect(newPageViewId()).toMatch(/^[0-9a-z]{6}$/);
});

test('one hit goes in the address, with whatever that has already', () => {
  expect(postsOf(TRACKER, ['rec=1'])).toEqual([{ address: `${TRACKER}?rec=1` }]);
  expect(postsOf(`${TRACKER}?via=proxy`, ['rec=1'])).toEqual([{ address: `${TRACKER}?via=proxy&rec=1` }]);
});

test('a long hit goes as a form', () => {
  const hit = encode({ dvc: '1.002755', dvc_ex: 'ắ'.repeat(500) });
  expect(postsOf(TRACKER, [hit])).toEqual([{ address: TRACKER, body: new URLSearchParams(hit) }]);
});

test('several go as bulk, in their order, none twice', () => {
  const hits = Array.from({ length: 45 }, (_, n) => `rec=1&url=${n}`);
  const posts = postsOf(TRACKER, hits);
  const requests = posts.map(({ body }) => JSON.parse(body as string) as { requests: string[]; send_image: number });
  expect(requests.map((one) => one.requests.length)).toEqual([20, 20, 5]);
  expect(requests.flatMap((one) => one.requests)).toEqual(hits.map((hit) => `?${hit}`));
  expect(requests.every((one) => one.send_image === 0)).toBe(true);
  expect(postsOf(TRACKER, [])).toEqual([]);
});
