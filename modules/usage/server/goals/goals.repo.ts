import { type Kysely, sql, type Transaction } from 'kysely';
import type { Goal } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';
import type { GoalRule } from './met.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;
type Trx = Transaction<UsageTables>;

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.goal as g')
    .innerJoin('usage.goal_version as v', 'v.goal_id', 'g.id')
    .select([
      'g.id',
      'g.number',
      'v.name',
      'v.kind',
      'v.match',
      'v.pattern',
      'v.version',
      'v.from_day as from',
      'v.to_day as to',
    ]);
}

/** All versions of the goals of a site, by number, the newest version first. */
export async function findGoals(db: Db, siteId: string, limit: number): Promise<Goal[]> {
  return await select(db)
    .where('g.site_id', '=', siteId)
    .orderBy('g.number')
    .orderBy('v.version', 'desc')
    .limit(limit)
    .execute();
}

/** The versions of a site's goal, the newest first. */
export async function findGoal(db: Db, siteId: string, id: string): Promise<Goal[]> {
  return await select(db).where('g.site_id', '=', siteId).where('g.id', '=', id).orderBy('v.version', 'desc').execute();
}

/** Everything that hits of these sites may meet. */
export async function findGoalRules(db: Db, codes: readonly number[]): Promise<GoalRule[]> {
  if (codes.length === 0) return [];
  return await select(db)
    .innerJoin('usage.site as s', 's.id', 'g.site_id')
    .select('s.code as site')
    .where(sql<boolean>`s.code = any(${[...codes]}::bigint[])`)
    .where('v.kind', '!=', 'manual')
    .execute();
}

/** Locks the goals of a site until the transaction ends; answers its highest number, 0 without any. */
export async function highestNumber(trx: Trx, siteId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`usage.goal ${siteId}`}))`.execute(trx);
  const row = await trx
    .selectFrom('usage.goal')
    .select(sql<number>`coalesce(max(number), 0)`.as('number'))
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow();
  return row.number;
}

export async function hasNumber(trx: Trx, siteId: string, number: number): Promise<boolean> {
  const row = await trx
    .selectFrom('usage.goal')
    .select('id')
    .where('site_id', '=', siteId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertGoal(
  trx: Trx,
  goal: { id: string; siteId: string; number: number; createdBy: string; createdAt: Date },
): Promise<void> {
  await trx
    .insertInto('usage.goal')
    .values({
      id: goal.id,
      site_id: goal.siteId,
      number: goal.number,
      created_by: goal.createdBy,
      created_at: goal.createdAt,
    })
    .execute();
}

export async function insertVersion(trx: Trx, version: Goal): Promise<void> {
  const { id, number: _, from, to, ...goal } = version;
  await trx
    .insertInto('usage.goal_version')
    .values({ goal_id: id, from_day: from, to_day: to, ...goal })
    .execute();
}

/** Ends the versions of a goal that hold after a day, and takes out those that would begin after it. */
export async function endVersions(trx: Trx, goalId: string, lastDay: string): Promise<void> {
  await trx.deleteFrom('usage.goal_version').where('goal_id', '=', goalId).where('from_day', '>', lastDay).execute();
  await trx
    .updateTable('usage.goal_version')
    .set({ to_day: lastDay })
    .where('goal_id', '=', goalId)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', lastDay)]))
    .execute();
}
