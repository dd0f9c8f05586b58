import type { Kysely } from 'kysely';
import { fold } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { placeOffset, readCursor, writeCursor } from '#platform/server/paging.ts';
import type { ReportPeriod } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { ask } from '../kept-visits/ask-visits.ts';
import type { Question } from '../kept-visits/visit-query.clickhouse.ts';
import { canReadReport } from '../sites/policy.ts';
import { findSite, type SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import type { Slice } from './parameters.ts';
import { periodOf } from './period.ts';
import { readSegment, within } from './segment.ts';

/** A site whose report the caller may read. @throws usage.site_not_found, also when it is hidden from the caller */
export async function requireReportSite(ctx: Context, code: number): Promise<SiteRecord> {
  requirePermission(ctx, 'usage.report.read');
  const site = await findSite(ctx.platform.reports as Kysely<UsageTables>, code);
  if (!site || !canReadReport(ctx.actor, site)) throw usageErrors.fail('usage.site_not_found');
  return site;
}

export interface TableInput {
  segment?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface Table<Row> {
  period: ReportPeriod;
  rows: Row[];
  next: string | null;
  total: number | null;
}

/**
 * One page of a site's table, by a question that counts all its rows in `total`. Places are counted from the top: a table
 * of figures moves with every hit anyway.
 * @throws usage.site_not_found, usage.period_invalid
 */
export async function siteTable<Row extends { total: number }, More extends object>(
  ctx: Context,
  code: number,
  input: TableInput,
  question: Question<Slice & More, Row>,
  more: More,
): Promise<Table<Omit<Row, 'total'>>> {
  const site = await requireReportSite(ctx, code);
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const offset = input.cursor === undefined ? 0 : readCursor(input.cursor, placeOffset).offset;
  const store = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const rows = await ask(store, question, {
    sites: [code],
    ...period,
    q: fold(input.q ?? ''),
    limit: input.limit,
    offset,
    ...more,
  });
  const total = rows[0]?.total ?? 0;
  const end = offset + rows.length;
  return {
    period,
    rows: rows.map(({ total: _total, ...row }) => row),
    next: end < total ? writeCursor({ offset: end }) : null,
    total: offset === 0 ? total : null,
  };
}
