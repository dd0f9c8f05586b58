import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Context } from '#platform/server/context.ts';
import type { CalendarDay } from '../../contract/calendar.ts';
import { dayOf, plusDays } from '../time/day.ts';
import { calendarOf } from './calendar.ts';

const KIND: Record<CalendarDay['kind'], string> = {
  holiday: 'Nghỉ lễ',
  compensation: 'Nghỉ bù',
  swapped_off: 'Nghỉ hoán đổi',
  swapped_work: 'Làm bù',
};

/** Last year, this and the next as iCalendar (RFC 5545): one whole-day event for each day that is not as its weekday. */
export async function calendarFile(ctx: Context): Promise<string> {
  const calendar = await calendarOf(ctx.platform);
  const year = Number(dayOf(ctx.platform.now()).slice(0, 4));
  const file = ical({ name: 'Lịch làm việc', prodId: '//nhipcau//calendar//VI', method: ICalCalendarMethod.PUBLISH });
  for (const one of [year - 1, year, year + 1].flatMap((each) => calendar.daysOf(each))) {
    file.createEvent({
      // The same day keeps its identity, so that a program that reads again replaces it.
      id: `${one.day}@calendar.nhipcau`,
      start: new Date(one.day),
      end: new Date(plusDays(one.day, 1)),
      allDay: true,
      // Days are whole days wherever the reader is; the stamp must not change while the calendar does not.
      stamp: new Date(one.day),
      summary: one.kind === 'holiday' ? one.name : `${KIND[one.kind]}: ${one.name}`,
      description: one.confirmed ? one.source : `${one.source} (dự kiến)`,
      transparency: one.kind === 'swapped_work' ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
  }
  return file.toString();
}
