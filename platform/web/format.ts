import type { Language } from './i18n/language.ts';

/*
 * Numbers, days and times as people of the office write them. A day is a day in Asia/Ho_Chi_Minh, whatever clock the
 * reader's machine keeps.
 */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const TAGS: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };
/** The field writes a day as 30/11/2021, with two figures each. */
const DAY: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: TIME_ZONE };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: TIME_ZONE };
/** Between a number and its unit, so that they stay on one line. */
const NARROW = '\u00a0';

export interface Format {
  /** 1143 → `1.143` (vi), `1,143` (en). */
  number(value: number, digits?: number): string;
  /** 1_250_000 → `1,3 Tr`: for axes. */
  short(value: number): string;
  /** 0.98 → `98,0 %`. */
  percent(ratio: number, digits?: number): string;
  /** 0.123 → `+12,3 %`. */
  change(ratio: number): string;
  /** Instant or `yyyy-mm-dd` → `30/11/2021`. */
  day(at: string | Date): string;
  /** `30/11/2021 14:00` */
  dateTime(at: string | Date): string;
  /** `14:00` */
  time(at: string | Date): string;
  /** Seconds → `2 giờ 5 phút`, `3 phút 20 giây`, `0 giây`. */
  duration(seconds: number): string;
  /** Instant → `5 phút trước`; from 30 days on the day itself. */
  ago(at: string | Date, now?: Date): string;
}

const UNITS: Record<Language, { day: string; hour: string; minute: string; second: string }> = {
  vi: { day: 'ngày', hour: 'giờ', minute: 'phút', second: 'giây' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
};

export function formatOf(language: Language): Format {
  const tag = TAGS[language];
  const units = UNITS[language];
  const day = new Intl.DateTimeFormat('en-GB', DAY);
  const time = new Intl.DateTimeFormat('en-GB', TIME);
  const short = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const percent = (ratio: number, digits = 1) => `${number(ratio * 100, digits)}${NARROW}%`;
  const dayText = (at: string | Date) => day.format(instantOf(at));
  const timeText = (at: string | Date) => time.format(instantOf(at));

  return {
    number,
    short: (value) => short.format(value),
    percent,
    change: (ratio) => `${['−', '', '+'][directionOf(ratio) + 1]}${percent(Math.abs(ratio))}`,
    day: dayText,
    time: timeText,
    dateTime: (at) => `${dayText(at)} ${timeText(at)}`,
    duration(seconds) {
      const whole = Math.max(0, Math.round(seconds));
      const parts = [
        [Math.floor(whole / 86_400), units.day],
        [Math.floor(whole / 3_600) % 24, units.hour],
        [Math.floor(whole / 60) % 60, units.minute],
        [whole % 60, units.second],
      ] as const;
      const first = parts.findIndex(([count]) => count > 0);
      const shown = (first === -1 ? parts.slice(3) : parts.slice(first, first + 2)).filter(
        ([count], i) => i === 0 || count > 0,
      );
      return shown.map(([count, unit]) => `${count}${NARROW}${unit}`).join(' ');
    },
    ago(at, now = new Date()) {
      const seconds = Math.round((instantOf(at).getTime() - now.getTime()) / 1000);
      const size = Math.abs(seconds);
      if (size < 60) return relative.format(seconds, 'second');
      if (size < 3_600) return relative.format(Math.trunc(seconds / 60), 'minute');
      if (size < 86_400) return relative.format(Math.trunc(seconds / 3_600), 'hour');
      if (size < 30 * 86_400) return relative.format(Math.trunc(seconds / 86_400), 'day');
      return dayText(at);
    },
  };
}

/** Up, down or, where the shown figure is `0,0 %`, neither. */
export function directionOf(ratio: number): -1 | 0 | 1 {
  if (Math.abs(ratio) < 0.0005) return 0;
  return ratio > 0 ? 1 : -1;
}

/** A bare day is taken at noon there, so that no zone moves it to its neighbour. */
function instantOf(at: string | Date): Date {
  if (at instanceof Date) return at;
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T12:00:00+07:00` : at);
}

const DAY_TYPED = /^(\d{1,2})[\s./-]?(\d{1,2})[\s./-]?(\d{4})$/;
const DAY_BARE = /^\d{4}-\d{2}-\d{2}$/;

/** Is it a day of the calendar, written `yyyy-mm-dd`? */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !DAY_BARE.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  // 31 February becomes 3 March: no such day.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A day as people type it (`30/11/2021`, `1.7.2025`, `30112021`) → `2021-11-30`. Null when it is none. */
export function parseDay(text: string): string | null {
  const given = text.trim();
  if (isDay(given)) return given;
  const [, day = '', month = '', year = ''] = DAY_TYPED.exec(given) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}

/** Today in Asia/Ho_Chi_Minh as `yyyy-mm-dd`. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(now);
}

/** The day so many days later (or earlier), `yyyy-mm-dd`. */
export function plusDays(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}
