import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { FixYear } from '../../contract/calendar.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { insertYear } from './calendar.repo.ts';
import { calendarOf, restDays } from './calendar.ts';
import { proposeYear } from './propose-year.ts';

/**
 * Takes the proposal of the rules over into the table of the year, under the notice that a person names. From then on
 * the table speaks; each of its days can be changed.
 * @throws directory.calendar_year_fixed
 */
export async function fixCalendarYear(ctx: Context, year: number, given: FixYear): Promise<void> {
  requirePermission(ctx, 'directory.calendar.write', null);
  const { source, choices } = FixYear.parse(given);
  const { hours } = (await calendarOf(ctx.platform)).weekOn(`${year}-07-01`);
  const days = proposeYear(year, restDays(hours), choices).map((day) => ({ ...day, confirmed: true }));
  await transact(ctx, async (tx) => {
    if (!(await insertYear(tx.as<DirectoryTables>(), year, source, days))) {
      throw directoryErrors.fail('directory.calendar_year_fixed');
    }
    tx.audit({
      action: 'directory.calendar.fix_year',
      subject: { type: 'directory.calendar_year', id: String(year) },
      before: null,
      after: { source, choices, days },
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
