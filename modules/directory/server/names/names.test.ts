import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, searchPatterns } from './fold.ts';
import { givenName } from './person-name.ts';

test('accents, case and đ fold away', () => {
  expect(fold('  Sở Y tế   tỉnh Khánh Hòa')).toBe('so y te tinh khanh hoa');
  expect(fold('Đặc khu Trường Sa')).toBe('dac khu truong sa');
  expect(fold('ỦY BAN NHÂN DÂN PHƯỜNG ĐÔ VINH')).toBe('uy ban nhan dan phuong do vinh');
});

test('both ways to write an accent fold alike, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test('a search finds words in any order and takes wildcards as letters', () => {
  expect(searchPatterns('Trang  nha')).toEqual(['%trang%', '%nha%']);
  expect(searchPatterns('100%_')).toEqual(['%100\\%\\_%']);
  expect(searchPatterns('  ')).toEqual([]);
});

test('people stand by given name', () => {
  expect(givenName('Nguyễn Thị Ánh')).toBe('Ánh');
  expect(givenName(' Ánh ')).toBe('Ánh');
});
