import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, text } from './common.ts';

/* The working calendar: which days and hours the offices of the node work. */

const year = z.coerce.number().int().min(2021).max(2100);

export const DayKind = z.enum([
  'holiday', // ngày nghỉ lễ, tết
  'compensation', // nghỉ bù: a holiday fell on a weekly day of rest
  'swapped_off', // nghỉ hoán đổi: off, another day is worked in its place
  'swapped_work', // làm bù: worked in the place of a day swapped off
]);
export type DayKind = z.infer<typeof DayKind>;

/** A day that is not as its weekday would say. */
export const CalendarDay = z.object({
  day,
  kind: DayKind,
  name: z.string(),
  /** The law or the notice that says so. */
  source: z.string(),
  /** False: proposed by the rules of the law, not yet compared with the notice of the year. */
  confirmed: z.boolean(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** What the law leaves to the notice of each year (Bộ luật Lao động, Đ.112 k.3). */
export const YearChoices = z.object({
  /** Days off at the end of the old lunar year; the other days of Tết follow from the first of the new one. */
  tetBefore: z.union([z.literal(1), z.literal(2)]).default(1),
  /** The day off beside 02/09; null: the side that gives the longer row of days off. */
  nationalBeside: z.enum(['before', 'after']).nullable().default(null),
});
export type YearChoices = z.infer<typeof YearChoices>;

/** Minutes after midnight, from and to, within one day. */
export const WorkSession = z
  .object({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, { error: 'The session must end after it begins', path: ['to'] });
export type WorkSession = z.infer<typeof WorkSession>;

/** Seven lists of working hours, Sunday first. An empty list is a day of rest. */
export const WeekHours = z
  .array(
    z
      .array(WorkSession)
      .max(4)
      .refine((sessions) => sessions.every((one, n) => n === 0 || (sessions[n - 1]?.to ?? 0) <= one.from), {
        error: 'Sessions of a day must follow each other without overlapping',
      }),
  )
  .length(7)
  .refine((week) => week.some((sessions) => sessions.length > 0), { error: 'At least one day must be worked' });
export type WeekHours = z.infer<typeof WeekHours>;

export const WorkWeek = z.object({ from: day, hours: WeekHours, source: z.string() });
export type WorkWeek = z.infer<typeof WorkWeek>;

export const CalendarYear = z.object({
  year: z.number().int(),
  /** Taken over into the table; else the days are the proposal of the rules. */
  fixed: z.boolean(),
  /** The notice of the year; null while proposed. */
  source: z.string().nullable(),
  days: z.array(CalendarDay),
  /** Weekly hours in force at some time of the year, oldest first. */
  weeks: z.array(WorkWeek),
  /** The lunar date of every day of the year, in order: `1/1`, a leap month as `15/6n`. */
  lunar: z.array(z.string()),
  /** Days with work in the year. */
  workingDays: z.number().int(),
  can: z.object({ change: z.boolean() }),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

export const FixYear = z.object({ source: text(300), choices: YearChoices.prefault({}) });
export type FixYear = z.infer<typeof FixYear>;

export const SetCalendarDay = z.object({
  kind: DayKind,
  name: text(120),
  source: text(300),
  confirmed: z.boolean().default(true),
});
export type SetCalendarDay = z.infer<typeof SetCalendarDay>;

export const SetWorkWeek = z.object({ from: day, hours: WeekHours, source: text(300) });
export type SetWorkWeek = z.infer<typeof SetWorkWeek>;

export const TimeUnit = z.enum([
  'working_hour', // giờ làm việc
  'working_day', // ngày làm việc
  'day', // ngày
  'month', // tháng
]);
export type TimeUnit = z.infer<typeof TimeUnit>;

export const Deadline = z.object({
  /** When the time runs out. */
  due: z.iso.datetime(),
  /** The day from which counting began; the day itself is not counted (Bộ luật Dân sự 2015, Đ.147 k.2). */
  countedFrom: day,
  /** Days between the two that are off although their weekday is worked, with their names. */
  skipped: z.array(z.object({ day, name: z.string() })),
  /** True when a year in between is not fixed yet: the answer may still change. */
  provisional: z.boolean(),
});
export type Deadline = z.infer<typeof Deadline>;

const write = { kind: 'permission', permission: 'directory.calendar.write' } as const;

export const calendarRoutes = {
  getCalendarYear: {
    method: 'GET',
    path: '/api/directory/calendar/:year',
    summary: 'A year of the working calendar: days off, swapped days, weekly hours, lunar dates',
    params: z.object({ year }),
    response: CalendarYear,
    access: { kind: 'signed-in' },
  },
  fixCalendarYear: {
    method: 'POST',
    path: '/api/directory/calendar/:year',
    summary: 'Take the proposal of the rules over into the table of the year',
    params: z.object({ year }),
    body: FixYear,
    response: CalendarYear,
    access: write,
    errors: ['directory.calendar_year_fixed'],
  },
  setCalendarDay: {
    method: 'PUT',
    path: '/api/directory/calendar/days/:day',
    summary: 'Say that a day is off, or worked, against its weekday or the proposal',
    params: z.object({ day }),
    body: SetCalendarDay,
    response: CalendarYear,
    access: write,
    errors: ['directory.calendar_year_open', 'directory.calendar_day_pointless'],
  },
  clearCalendarDay: {
    method: 'DELETE',
    path: '/api/directory/calendar/days/:day',
    summary: 'Let a day be what its weekday says',
    params: z.object({ day }),
    response: CalendarYear,
    access: write,
    errors: ['directory.calendar_year_open'],
  },
  setWorkWeek: {
    method: 'POST',
    path: '/api/directory/calendar/weeks',
    summary: 'Change the weekly working hours from a day on',
    body: SetWorkWeek,
    response: CalendarYear,
    access: write,
  },
  getDeadline: {
    method: 'GET',
    path: '/api/directory/deadline',
    summary: 'When a time runs out: hours, working days, days or months from an instant',
    query: z.object({
      from: z.iso.datetime({ offset: true }),
      amount: z.coerce.number().int().min(1).max(1000),
      unit: TimeUnit,
      /** What comes in at or after this minute of the day counts as come in on the next working day; 900 = 15:00. */
      cutOff: z.coerce.number().int().min(1).max(1440).optional(),
    }),
    response: Deadline,
    access: { kind: 'signed-in' },
  },
  getCalendarFile: {
    method: 'GET',
    path: '/api/directory/calendar.ics',
    summary: 'Days off and swapped days of last year, this and the next as iCalendar (RFC 5545)',
    response: z.string(),
    access: { kind: 'public', why: 'days off are public law, and calendar programs cannot sign in' },
  },
} as const satisfies Contract;
