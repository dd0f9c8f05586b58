import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { directory } from '../index.ts';
import { calendarFile } from './calendar-file.ts';
import { deadlineOf } from './deadline.ts';
import { fixCalendarYear } from './fix-calendar-year.ts';
import { getCalendarYear } from './get-calendar-year.ts';
import { clearCalendarDay, setCalendarDay } from './set-calendar-day.ts';
import { setWorkWeek } from './set-work-week.ts';

let node: TestPlatform;
beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
});
afterAll(() => node.close());

const NOTICE = 'Thông báo 9441/TB-BNV ngày 16/10/2025';
const usual = { tetBefore: 1, nationalBeside: null } as const;
const at = (local: string) => new Date(`${local}+07:00`);

test('a year without a table is the proposal of the law, and a deadline in it is provisional', async () => {
  const year = await getCalendarYear(node.as(), 2027);
  expect(year).toMatchObject({ fixed: false, source: null, workingDays: 249 });
  expect(year.days.every(({ confirmed }) => !confirmed)).toBe(true);
  expect(year.lunar).toHaveLength(365);
  expect(year.lunar[36]).toBe('1/1');
  const { provisional } = await deadlineOf(node.as(), at('2027-01-05T08:00'), { amount: 1, unit: 'working_day' });
  expect(provisional).toBe(true);
  await expect(clearCalendarDay(node.as(), '2027-02-08')).rejects.toMatchObject({
    code: 'directory.calendar_year_open',
  });
});

test('a person fixes the year, swaps a day, and deadlines follow at once; the audit tells before and after', async () => {
  await fixCalendarYear(node.as(), 2026, { source: NOTICE, choices: usual });
  await expect(fixCalendarYear(node.as(), 2026, { source: NOTICE, choices: usual })).rejects.toMatchObject({
    code: 'directory.calendar_year_fixed',
  });
  const before = await getCalendarYear(node.as(), 2026);
  expect(before).toMatchObject({ fixed: true, source: NOTICE });
  const limit = { amount: 1, unit: 'working_day' } as const;
  expect((await deadlineOf(node.as(), at('2026-08-28T08:00'), limit)).due).toBe('2026-08-31T10:30:00.000Z');
  await setCalendarDay(node.as(), '2026-08-31', {
    kind: 'swapped_off',
    name: 'Quốc khánh',
    source: NOTICE,
    confirmed: true,
  });
  await setCalendarDay(node.as(), '2026-08-22', {
    kind: 'swapped_work',
    name: 'Quốc khánh',
    source: NOTICE,
    confirmed: true,
  });
  expect((await getCalendarYear(node.as(), 2026)).workingDays).toBe(before.workingDays);
  const moved = await deadlineOf(node.as(), at('2026-08-28T08:00'), limit);
  expect(moved).toEqual({
    due: '2026-09-03T10:30:00.000Z',
    countedFrom: '2026-08-28',
    skipped: ['2026-08-31', '2026-09-01', '2026-09-02'].map((day) => ({ day, name: 'Quốc khánh' })),
    provisional: false,
  });
  expect((await deadlineOf(node.as(), at('2026-08-21T08:00'), limit)).due).toBe('2026-08-22T10:30:00.000Z');
  await clearCalendarDay(node.as(), '2026-08-22');
  expect((await getCalendarYear(node.as(), 2026)).workingDays).toBe(before.workingDays - 1);
  const rows = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .selectAll()
    .where('subject_id', '=', '2026-08-22')
    .orderBy('seq', 'desc')
    .execute();
  expect(rows[0]).toMatchObject({ before: { kind: 'swapped_work' }, after: null });
});

test('a day that its weekday already works cannot be worked in exchange', async () => {
  const day = { kind: 'swapped_work', name: 'Thừa', source: NOTICE, confirmed: true } as const;
  await expect(setCalendarDay(node.as(), '2026-11-25', day)).rejects.toMatchObject({
    code: 'directory.calendar_day_pointless',
  });
});

test('other hours hold from their day on, and not before', async () => {
  const hours = Array.from({ length: 7 }, (_, day) => (day === 0 ? [] : [{ from: 420, to: 660 }]));
  await setWorkWeek(node.as(), { from: '2028-01-01', hours, source: 'QĐ của tỉnh' });
  const limit = { amount: 1, unit: 'working_day' } as const;
  expect((await deadlineOf(node.as(), at('2028-03-03T08:00'), limit)).due).toBe('2028-03-04T04:00:00.000Z');
  expect((await deadlineOf(node.as(), at('2027-03-05T08:00'), limit)).due).toBe('2027-03-08T10:30:00.000Z');
  await expect(setWorkWeek(node.as(), { from: '2028-01-01', hours: Array(7).fill([]), source: 'x' })).rejects.toThrow(
    'At least one day must be worked',
  );
});

test('only who may change the calendar of the node does', async () => {
  const clerk = testPerson({ 'directory.calendar.write': new Set(['0199aaaa-0000-7000-8000-000000000001']) });
  await expect(fixCalendarYear(node.as(clerk), 2025, { source: 'x', choices: usual })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  expect((await getCalendarYear(node.as(clerk), 2026)).can.change).toBe(false);
});

test('calendar programs read whole days with a stable identity', async () => {
  const file = await calendarFile(node.as());
  const events = file.split('BEGIN:VEVENT').slice(1);
  const hung = events.filter((one) => one.includes('Giỗ Tổ Hùng Vương'));
  expect(hung).toHaveLength(4);
  expect(hung.some((one) => one.includes('DTSTART;VALUE=DATE:20260427') && one.includes('Nghỉ bù'))).toBe(true);
  expect(new Set(file.match(/^UID:.*$/gm)).size).toBe(events.length);
  expect(await calendarFile(node.as())).toBe(file);
});
