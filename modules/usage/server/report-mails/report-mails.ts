import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission, scopeOf } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import { CreateReportMail, type ReportMail, type SentReport } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { ownerIn, ownersOf, requireOwner } from '../sites/owners.ts';
import { findSite, findSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import {
  deleteReportMail,
  listReportMails as findPage,
  findReportMail,
  insertReportMail,
  lastSent,
  listSent,
  type ReportMailRecord,
} from './report-mails.repo.ts';
import { nextDay } from './schedule.ts';
import { sendReportMailJob } from './send.job.ts';

interface Paged {
  cursor?: string | undefined;
  limit: number;
}

/** Reports that go out by mail, of agencies whose sites the caller may change. */
export async function listReportMails(
  ctx: Context,
  input: Paged,
): Promise<{ rows: ReportMail[]; next: string | null }> {
  requirePermission(ctx, 'usage.site.write');
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const reach = scopeOf(ctx.actor, 'usage.site.write');
  const found = await findPage(ctx.platform.db as Kysely<UsageTables>, reach, after, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, ({ id }) => id);
  return { rows: await views(ctx, rows), next };
}

/**
 * Lets a report go out every week or month, from the next Monday or first on.
 * @throws usage.owner_not_found, usage.site_not_found when the site is not that agency's
 */
export async function createReportMail(ctx: Context, given: CreateReportMail): Promise<ReportMail> {
  requirePermission(ctx, 'usage.site.write', given.agencyId);
  const { agencyId, siteCode, every, recipients } = CreateReportMail.parse(given);
  await requireOwner(ctx, agencyId);
  const db = ctx.platform.db as Kysely<UsageTables>;
  const site = siteCode === undefined ? null : await findSite(db, siteCode);
  if (siteCode !== undefined && site?.ownerId !== agencyId) throw usageErrors.fail('usage.site_not_found');
  const record: ReportMailRecord = {
    id: uuidv7(),
    agencyId,
    siteCode: siteCode ?? null,
    every,
    recipients: [...new Set(recipients)],
    nextOn: nextDay(every, dayIn(ctx.platform.now(), BOARD_ZONE)),
  };
  await transact(ctx, async (tx) => {
    await insertReportMail(tx.as<UsageTables>(), record);
    tx.audit({
      action: 'usage.report_mail.create',
      subject: { type: 'usage.report_mail', id: record.id },
      unitId: agencyId,
      before: null,
      after: record,
    });
  });
  const [view] = await views(ctx, [record]);
  return view as ReportMail;
}

/** Sends the last period's report now as well. @throws usage.report_mail_not_found */
export async function sendReportMail(ctx: Context, id: string): Promise<void> {
  const report = await requireReport(ctx, id);
  requirePermission(ctx, 'usage.site.write', report.agencyId);
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'usage.report_mail.ask_send',
      subject: { type: 'usage.report_mail', id },
      unitId: report.agencyId,
      before: null,
      after: { recipients: report.recipients },
    });
    await tx.enqueue(sendReportMailJob, { id, due: false }, { singletonKey: `${id}:now` });
  });
}

/** @throws usage.report_mail_not_found */
export async function stopReportMail(ctx: Context, id: string): Promise<void> {
  const report = await requireReport(ctx, id);
  requirePermission(ctx, 'usage.site.write', report.agencyId);
  await transact(ctx, async (tx) => {
    await deleteReportMail(tx.as<UsageTables>(), id);
    tx.audit({
      action: 'usage.report_mail.stop',
      subject: { type: 'usage.report_mail', id },
      unitId: report.agencyId,
      before: report,
      after: null,
    });
  });
}

/** What went out, newest first. @throws usage.report_mail_not_found */
export async function listSentReports(
  ctx: Context,
  id: string,
  input: Paged,
): Promise<{ rows: SentReport[]; next: string | null }> {
  await requireReport(ctx, id);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const found = await listSent(ctx.platform.db as Kysely<UsageTables>, [id], after, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, (one) => one.id);
  return {
    rows: rows.map(({ id: sent, at, period, recipients }) => ({ id: sent, at: at.toISOString(), period, recipients })),
    next,
  };
}

/** @throws usage.report_mail_not_found, also when it is hidden from the caller */
async function requireReport(ctx: Context, id: string): Promise<ReportMailRecord> {
  requirePermission(ctx, 'usage.site.write');
  const report = await findReportMail(ctx.platform.db as Kysely<UsageTables>, id);
  const reach = scopeOf(ctx.actor, 'usage.site.write');
  if (!report || (reach !== 'all' && !reach.has(report.agencyId)))
    throw usageErrors.fail('usage.report_mail_not_found');
  return report;
}

async function views(ctx: Context, reports: readonly ReportMailRecord[]): Promise<ReportMail[]> {
  const db = ctx.platform.db as Kysely<UsageTables>;
  const [owners, sites, last] = await Promise.all([
    ownersOf(
      ctx.platform,
      reports.map(({ agencyId }) => agencyId),
    ),
    findSites(
      db,
      reports.flatMap(({ siteCode }) => siteCode ?? []),
    ),
    lastSent(
      db,
      reports.map(({ id }) => id),
    ),
  ]);
  const names = new Map(sites.map(({ code, name }) => [code, name]));
  return reports.map(({ id, agencyId, siteCode, every, recipients, nextOn }) => {
    const sent = last.get(id);
    return {
      id,
      agency: ownerIn(owners, agencyId),
      site: siteCode === null ? null : { code: siteCode, name: names.get(siteCode) ?? '' },
      every,
      recipients,
      nextOn,
      last: sent ? { at: sent.at.toISOString(), period: sent.period } : null,
    };
  });
}
