import { expect, test } from 'vitest';
import { matches } from './words.ts';

test('words are found in any order, with accents or without', () => {
  expect(matches('Phường Bắc Nha Trang', 'trang bac')).toBe(true);
  expect(matches('Xã Đại Lãnh', 'dai lanh')).toBe(true);
  expect(matches('Xã Đại Lãnh', '')).toBe(true);
  expect(matches('Xã Đại Lãnh', 'dai loc')).toBe(false);
});
