import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SetWorkWeek } from '../../contract/calendar.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { putWorkWeek } from './calendar.repo.ts';
import { calendarOf } from './calendar.ts';

/** Changes the weekly working hours from a day on; the weeks before keep theirs. */
export async function setWorkWeek(ctx: Context, given: SetWorkWeek): Promise<void> {
  requirePermission(ctx, 'directory.calendar.write', null);
  const week = SetWorkWeek.parse(given);
  const before = (await calendarOf(ctx.platform)).weekOn(week.from);
  await transact(ctx, async (tx) => {
    await putWorkWeek(tx.as<DirectoryTables>(), week);
    tx.audit({
      action: 'directory.calendar.set_week',
      subject: { type: 'directory.work_week', id: week.from },
      before,
      after: week,
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
