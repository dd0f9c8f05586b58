import type { Transaction } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type CalendarDay, SetCalendarDay } from '../../contract/calendar.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { deleteCalendarDay, findCalendarDay, lockYear, putCalendarDay } from './calendar.repo.ts';
import { calendarOf } from './calendar.ts';
import { weekdayOf } from './propose-year.ts';

/**
 * Says that a day is off, or worked, against its weekday. The year must be fixed: else the next fixing would lose it.
 * @throws directory.calendar_year_open, directory.calendar_day_pointless for a working day that is to be worked
 */
export async function setCalendarDay(ctx: Context, day: Day, given: SetCalendarDay): Promise<void> {
  requirePermission(ctx, 'directory.calendar.write', null);
  const row = { day, ...SetCalendarDay.parse(given) };
  const { hours } = (await calendarOf(ctx.platform)).weekOn(day);
  const rests = hours[weekdayOf(day)]?.length === 0;
  if (row.kind === 'swapped_work' && !rests) throw directoryErrors.fail('directory.calendar_day_pointless');
  await change(ctx, day, row, (trx) => putCalendarDay(trx, row));
}

/**
 * Lets a day be what its weekday says. A day that is so already stays.
 * @throws directory.calendar_year_open
 */
export async function clearCalendarDay(ctx: Context, day: Day): Promise<void> {
  requirePermission(ctx, 'directory.calendar.write', null);
  await change(ctx, day, null, (trx) => deleteCalendarDay(trx, day));
}

async function change(
  ctx: Context,
  day: Day,
  after: CalendarDay | null,
  write: (trx: Transaction<DirectoryTables>) => Promise<void>,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    if (!(await lockYear(trx, Number(day.slice(0, 4))))) throw directoryErrors.fail('directory.calendar_year_open');
    const before = (await findCalendarDay(trx, day)) ?? null;
    await write(trx);
    tx.audit({
      action: 'directory.calendar.set_day',
      subject: { type: 'directory.calendar_day', id: day },
      before,
      after,
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
