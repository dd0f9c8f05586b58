import { type Kysely, sql, type Transaction } from 'kysely';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { ReportEvery, ReportPeriod } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export interface ReportMailRecord {
  id: string;
  agencyId: string;
  siteCode: number | null;
  every: ReportEvery;
  recipients: string[];
  nextOn: string;
}

export interface SentRecord {
  id: string;
  reportId: string;
  at: Date;
  period: ReportPeriod;
  recipients: string[];
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.report_mail')
    .select(['id', 'agency_id as agencyId', 'site_code as siteCode', 'every', 'recipients', 'next_on as nextOn']);
}

export async function findReportMail(db: Db, id: string): Promise<ReportMailRecord | undefined> {
  return await select(db).where('id', '=', id).executeTakeFirst();
}

/** Locks it until the transaction ends. */
export async function lockReportMail(trx: Transaction<UsageTables>, id: string): Promise<ReportMailRecord | undefined> {
  return await select(trx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function listReportMails(
  db: Db,
  reach: Reach,
  after: string | null,
  limit: number,
): Promise<ReportMailRecord[]> {
  let query = select(db);
  if (reach !== 'all') query = query.where(sql<boolean>`agency_id = any(${[...reach]}::uuid[])`);
  if (after !== null) query = query.where('id', '<', after);
  return await query.orderBy('id', 'desc').limit(limit).execute();
}

export async function insertReportMail(trx: Transaction<UsageTables>, report: ReportMailRecord): Promise<void> {
  const { id, agencyId, siteCode, every, recipients, nextOn } = report;
  await trx
    .insertInto('usage.report_mail')
    .values({ id, agency_id: agencyId, site_code: siteCode, every, recipients, next_on: nextOn })
    .execute();
}

export async function updateReportMail(trx: Transaction<UsageTables>, report: ReportMailRecord): Promise<void> {
  await trx
    .updateTable('usage.report_mail')
    .set({ recipients: report.recipients, next_on: report.nextOn })
    .where('id', '=', report.id)
    .execute();
}

export async function deleteReportMail(trx: Transaction<UsageTables>, id: string): Promise<void> {
  await trx.deleteFrom('usage.report_mail').where('id', '=', id).execute();
}

/** Those that are due on a day. */
export async function dueReportMails(db: Db, day: string, limit: number): Promise<string[]> {
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.report_mail')
    .select('id')
    .where('next_on', '<=', day)
    .orderBy('next_on')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertSent(trx: Transaction<UsageTables>, sent: SentRecord): Promise<void> {
  await trx
    .insertInto('usage.report_sent')
    .values({
      id: sent.id,
      report_id: sent.reportId,
      at: sent.at,
      from_day: sent.period.from,
      to_day: sent.period.to,
      recipients: sent.recipients,
    })
    .execute();
}

export async function listSent(
  db: Db,
  reportIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<SentRecord[]> {
  let query = (db as Kysely<UsageTables>)
    .selectFrom('usage.report_sent')
    .select(['id', 'report_id as reportId', 'at', 'from_day as from', 'to_day as to', 'recipients'])
    .where(sql<boolean>`report_id = any(${[...reportIds]}::uuid[])`);
  if (after !== null) query = query.where('id', '<', after);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ from, to, ...row }) => ({ ...row, period: { from, to } }));
}

/** The last one sent of each of these reports. */
export async function lastSent(db: Db, reportIds: readonly string[]): Promise<Map<string, SentRecord>> {
  if (reportIds.length === 0) return new Map();
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.report_sent')
    .select(['id', 'report_id as reportId', 'at', 'from_day as from', 'to_day as to', 'recipients'])
    .distinctOn('report_id')
    .where(sql<boolean>`report_id = any(${[...reportIds]}::uuid[])`)
    .orderBy('report_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ from, to, ...row }) => [row.reportId, { ...row, period: { from, to } }]));
}
