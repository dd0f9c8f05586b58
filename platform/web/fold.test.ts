import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitOf, fold } from './fold.ts';

test('accents, đ and case do not matter, however they were written', () => {
  expect(fold('Sở  Đất đai Ninh Thuận')).toBe('so dat dai ninh thuan');
  expect(fold('Sở'.normalize('NFD'))).toBe(fold('SỞ'.normalize('NFC')));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test('all words must be there, in any order; the beginning of words counts more', () => {
  expect(fitOf('Trang và ứng dụng', 'ung trang')).toBe(2);
  expect(fitOf('Trang và ứng dụng', 'ứng rang')).toBe(1);
  expect(fitOf('Trang và ứng dụng', 'lịch')).toBe(0);
  expect(fitOf('Lịch làm việc', '')).toBe(2);
});
