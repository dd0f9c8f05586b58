import { expect, test } from 'vitest';
import { whenWords } from './words.ts';

test('time and day are written as papers write them', () => {
  expect(whenWords({ startsAt: new Date('2021-11-30T07:00:00Z'), endsAt: new Date('2021-11-30T10:30:00Z') })).toBe(
    'từ 14 giờ 00 đến 17 giờ 30, Thứ Ba ngày 30 tháng 11 năm 2021',
  );
  expect(whenWords({ startsAt: new Date('2027-02-04T01:05:00Z'), endsAt: new Date('2027-02-04T04:00:00Z') })).toBe(
    'từ 08 giờ 05 đến 11 giờ 00, Thứ Năm ngày 04 tháng 02 năm 2027',
  );
});
