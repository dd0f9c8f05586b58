import type { Kysely, Transaction } from 'kysely';
import type { CalendarDay, WorkWeek } from '../../contract/calendar.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** The whole calendar of the node: some fifteen rows a year, read once and kept in memory. */
export async function readCalendar(db: Db) {
  const [years, days, weeks] = await Promise.all([
    db.selectFrom('directory.calendar_year').selectAll().execute(),
    db.selectFrom('directory.calendar_day').selectAll().orderBy('day').execute(),
    db.selectFrom('directory.work_week').selectAll().orderBy('valid_from').execute(),
  ]);
  return {
    years: new Map(years.map(({ year, source }) => [year, source])),
    days: days satisfies CalendarDay[],
    weeks: weeks.map(({ valid_from, hours, source }): WorkWeek => ({ from: valid_from, hours, source })),
  };
}

export async function findCalendarDay(db: Db, day: Day): Promise<CalendarDay | undefined> {
  return await db.selectFrom('directory.calendar_day').selectAll().where('day', '=', day).executeTakeFirst();
}

/** Is the year in the table? The row stays as it is until the transaction ends. */
export async function lockYear(trx: Transaction<DirectoryTables>, year: number): Promise<boolean> {
  const row = await trx
    .selectFrom('directory.calendar_year')
    .select('year')
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Answers false when the year stood there already. */
export async function insertYear(
  trx: Transaction<DirectoryTables>,
  year: number,
  source: string,
  days: readonly CalendarDay[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: inserted } = await trx
    .insertInto('directory.calendar_year')
    .values({ year, source })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (inserted !== 1n) return false;
  await trx
    .insertInto('directory.calendar_day')
    .values([...days])
    .execute();
  return true;
}

export async function putCalendarDay(trx: Transaction<DirectoryTables>, row: CalendarDay): Promise<void> {
  await trx
    .insertInto('directory.calendar_day')
    .values(row)
    .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
    .execute();
}

export async function deleteCalendarDay(trx: Transaction<DirectoryTables>, day: Day): Promise<void> {
  await trx.deleteFrom('directory.calendar_day').where('day', '=', day).execute();
}

export async function putWorkWeek(trx: Transaction<DirectoryTables>, { from, hours, source }: WorkWeek): Promise<void> {
  const row = { valid_from: from, hours: JSON.stringify(hours), source };
  await trx
    .insertInto('directory.work_week')
    .values(row)
    .onConflict((conflict) => conflict.column('valid_from').doUpdateSet(row))
    .execute();
}
