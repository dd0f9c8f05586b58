import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

const ORIGIN = 'https://nhipcau.khanhhoa.gov.vn';
const next = (path: string) => nextPath({ search: `?next=${encodeURIComponent(path)}` }, ORIGIN);

test('a path of ours is kept with its filters', () => {
  expect(next('/usage/sites?q=c%E1%BB%95ng')).toBe('/usage/sites?q=c%E1%BB%95ng');
  expect(nextPath({ search: '' }, ORIGIN)).toBe('/');
  expect(nextPath({ search: '', pathname: '/account' }, ORIGIN)).toBe('/account');
});

test('other sites and the door itself lead home', () => {
  for (const path of [
    '//evil.vn',
    '/\\evil.vn',
    'https://evil.vn',
    'javascript:alert(1)',
    '/sign-in?next=/x',
    '/set-up',
    '/\t/evil.vn',
  ]) {
    expect(next(path), path).toBe('/');
  }
});

test('whatever is asked for, we stay at home', () => {
  fc.assert(
    fc.property(fc.string(), (path) => {
      expect(new URL(next(path), ORIGIN).origin).toBe(ORIGIN);
    }),
  );
});
