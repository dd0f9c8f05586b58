import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { placeOffset, readCursor, writeCursor } from '#platform/server/paging.ts';
import { type FunnelRow, type FunnelTotals, RARE_BELOW, type ReportPeriod, type ServiceView } from '../../contract.ts';
import { BOARD_ZONE, boardSites } from '../reports/board-filter.ts';
import { changeOf } from '../reports/figures.ts';
import { periodBefore, periodOf } from '../reports/period.ts';
import { requireReportSite } from '../reports/report-site.ts';
import { ownerIn, ownersBelow, ownersOf } from '../sites/owners.ts';
import { scopeReadReports } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { funnels, SERVICES_MOST } from './funnels.clickhouse.ts';
import { hasWords, listServices, type ServiceRecord } from './services.repo.ts';

interface FunnelsInput {
  agencyId?: string | undefined;
  below: boolean;
  q?: string | undefined;
  site?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  view: ServiceView;
  cursor?: string | undefined;
  limit: number;
}

interface Funnels {
  period: ReportPeriod;
  rows: FunnelRow[];
  next: string | null;
  total: number;
  totals: FunnelTotals;
  can: { publish: boolean };
}

/**
 * Procedures that were seen on the caller's sites or are published, from seen to filed.
 * @throws usage.site_not_found, usage.period_invalid
 */
export async function listFunnels(ctx: Context, input: FunnelsInput): Promise<Funnels> {
  const { platform, actor } = ctx;
  const { codes, ownerId } = await sitesOf(ctx, input);
  const period = periodOf(input, platform.now(), BOARD_ZONE);
  const before = periodBefore(period);
  const db = platform.db as Kysely<UsageTables>;
  const owners = await ownersBelow(platform, ownerId ?? input.agencyId, ownerId === undefined ? input.below : true);
  const filter = { scope: scopeReadReports(actor), owners };
  const [published, now, earlier] = await Promise.all([
    listServices(db, filter, null, SERVICES_MOST),
    codes.length === 0 ? [] : platform.clickhouse.query(funnels, { sites: codes, ...period }),
    codes.length === 0 ? [] : platform.clickhouse.query(funnels, { sites: codes, ...before }),
  ]);
  const catalogue = Map.groupBy(published, ({ code }) => code);
  const names = await ownersOf(
    platform,
    published.map(({ agencyId }) => agencyId),
  );
  const previous = new Map(earlier.map(({ service, seen }) => [service, seen]));
  const measured = new Map(now.map((row) => [row.service, row]));
  const nothing = { seen: 0, begun: 0, filed: 0, phones: 0, medianSeconds: null };
  const all = [...new Set([...measured.keys(), ...catalogue.keys()])].map((service): FunnelRow => {
    const records = catalogue.get(service) ?? [];
    const row = measured.get(service) ?? { ...nothing, service };
    const previousSeen = previous.get(service) ?? 0;
    return {
      ...row,
      name: nameIn(records),
      agencies: records.map(({ agencyId }) => ownerIn(names, agencyId)),
      beginRate: row.seen === 0 ? null : row.begun / row.seen,
      fileRate: row.begun === 0 ? null : row.filed / row.begun,
      previousSeen,
      change: changeOf(row.seen, previousSeen),
    };
  });
  const shown = all.filter((row) => fits(row, input)).toSorted(inOrder);
  const offset = input.cursor === undefined ? 0 : readCursor(input.cursor, placeOffset).offset;
  const end = offset + input.limit;
  return {
    period,
    rows: shown.slice(offset, end),
    next: end < shown.length ? writeCursor({ offset: end }) : null,
    total: shown.length,
    totals: totalsOf(all),
    can: { publish: may(actor, 'usage.site.write') },
  };
}

async function sitesOf(ctx: Context, input: FunnelsInput): Promise<{ codes: number[]; ownerId?: string }> {
  if (input.site !== undefined) {
    const site = await requireReportSite(ctx, input.site);
    return { codes: [site.code], ownerId: site.ownerId };
  }
  const sites = await boardSites(ctx, { agencyId: input.agencyId, below: input.below });
  return { codes: sites.map(({ code }) => code) };
}

/** The longest name says most. */
function nameIn(records: readonly ServiceRecord[]): string {
  return records.reduce((best, { name }) => (name.length > best.length ? name : best), '');
}

function fits(row: FunnelRow, { view, q }: FunnelsInput): boolean {
  if (!hasWords({ code: row.service, name: row.name }, q)) return false;
  if (view === 'unseen') return row.agencies.length > 0 && row.seen === 0;
  if (view === 'rare') return row.agencies.length > 0 && row.seen < RARE_BELOW;
  return true;
}

function inOrder(a: FunnelRow, b: FunnelRow): number {
  return b.seen - a.seen || a.service.localeCompare(b.service);
}

function totalsOf(rows: readonly FunnelRow[]): FunnelTotals {
  const published = rows.filter(({ agencies }) => agencies.length > 0);
  const sum = (key: 'seen' | 'begun' | 'filed') => rows.reduce((total, row) => total + row[key], 0);
  return {
    published: published.length,
    publishedSeen: published.filter(({ seen }) => seen > 0).length,
    seen: sum('seen'),
    begun: sum('begun'),
    filed: sum('filed'),
  };
}
