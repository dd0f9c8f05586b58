import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, id, instant, limit, Owner, SiteCode, SiteRef } from './common.ts';
import { ReportPeriod } from './reports.ts';

export const ReportEvery = z.enum([
  'week', // on Monday, over Monday to Sunday before
  'month', // on the first, over the month before
]);
export type ReportEvery = z.infer<typeof ReportEvery>;

const Email = z.email().max(200).toLowerCase();
export const RECIPIENTS_MOST = 20;

/** A report that goes out by mail again and again: of an agency with all below it, or of one site. */
export const ReportMail = z.object({
  id,
  agency: Owner,
  site: SiteRef.nullable(),
  every: ReportEvery,
  recipients: z.array(z.string()),
  /** The day on which it goes out next. */
  nextOn: z.iso.date(),
  /** The last one that went out. */
  last: z.object({ at: instant, period: ReportPeriod }).nullable(),
});
export type ReportMail = z.infer<typeof ReportMail>;

export const CreateReportMail = z.object({
  agencyId: id,
  /** Only this site of the agency; without it the agency with all below it. */
  siteCode: SiteCode.optional(),
  every: ReportEvery,
  recipients: z.array(Email).min(1).max(RECIPIENTS_MOST),
});
export type CreateReportMail = z.infer<typeof CreateReportMail>;

export const SentReport = z.object({ id, at: instant, period: ReportPeriod, recipients: z.array(z.string()) });
export type SentReport = z.infer<typeof SentReport>;

const access = { kind: 'permission', permission: 'usage.site.write' } as const;
const params = z.object({ id });

export const reportMailRoutes = {
  listReportMails: {
    method: 'GET',
    path: '/api/usage/report-mails',
    summary: 'Reports that go out by mail, of agencies whose sites the caller may change; newest first',
    query: z.object({ cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(ReportMail), next: cursor.nullable() }),
    access,
  },
  createReportMail: {
    method: 'POST',
    path: '/api/usage/report-mails',
    summary: 'Let a report go out by mail every week or month, as PDF and XLSX',
    body: CreateReportMail,
    response: ReportMail,
    status: 201,
    access,
    errors: ['usage.owner_not_found', 'usage.site_not_found'],
  },
  sendReportMail: {
    method: 'POST',
    path: '/api/usage/report-mails/:id/send',
    summary: 'Send the last period’s report now as well',
    params,
    response: z.object({ queued: z.literal(true) }),
    status: 202,
    access,
    errors: ['usage.report_mail_not_found'],
    rateLimit: 10,
  },
  stopReportMail: {
    method: 'DELETE',
    path: '/api/usage/report-mails/:id',
    summary: 'Send it no more; the list of what was sent goes with it',
    params,
    response: z.object({ stopped: z.literal(true) }),
    access,
    errors: ['usage.report_mail_not_found'],
  },
  listSentReports: {
    method: 'GET',
    path: '/api/usage/report-mails/:id/sent',
    summary: 'What went out, newest first',
    params,
    query: z.object({ cursor: cursor.optional(), limit: limit(100, 20) }),
    response: z.object({ rows: z.array(SentReport), next: cursor.nullable() }),
    access,
    errors: ['usage.report_mail_not_found'],
  },
} as const satisfies Contract;
