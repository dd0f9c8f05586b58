import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeNumber, readCursor } from '#platform/server/paging.ts';
import { FigureKey, HitKind, type HitRow, type ReportPeriod, SourceKind } from '../../contract.ts';
import { count, span } from './parameters.ts';
import { periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';
import { ACTION_KINDS, nameOf, visitRows } from './visit-rows.ts';

/** What a hit was about, in one text: the same that rows of tables are named by. */
const SUBJECT = `multiIf(kind = 'search', search_keyword, kind = 'event', concat(event_category, ' / ', event_action, if(event_name = '', '', concat(' / ', event_name))),
  kind = 'service', service, kind = 'content', content_name, kind = 'goal', toString(goal), target)`;

/** Columns of a hit that its row shows. */
export const SHOWN = [
  'host',
  'path',
  'title',
  `${SUBJECT} as subject`,
  'referrer_kind',
  'referrer_name',
  'device',
  'browser',
  'system',
  'bot',
];
const NAMES = SHOWN.map(nameOf);

export const hitRow = z
  .object({
    at: count,
    kind: HitKind,
    visitor: z.string(),
    visit: count,
    host: z.string(),
    path: z.string(),
    title: z.string(),
    subject: z.string(),
    referrer_kind: SourceKind,
    referrer_name: z.string(),
    device: z.string(),
    browser: z.string(),
    system: z.string(),
    bot: z.string(),
  })
  .transform(({ at, referrer_kind, referrer_name, ...row }) => ({
    ...row,
    at: new Date(at).toISOString(),
    source: { kind: referrer_kind, name: referrer_name },
  }));

/** Which hits stand behind a figure. */
const BEHIND: Record<FigureKey | 'all', string> = {
  all: 'true',
  visits: 'n = 1',
  visitors: 'n = 1 and visit = 1',
  pageViews: `kind = 'page'`,
  actions: `kind in (${ACTION_KINDS.map((kind) => `'${kind}'`).join(', ')})`,
  bounceRate: 'visit_actions <= 1',
  averageVisitSeconds: 'n = 1 or left_n = 1',
  bots: 'true',
};

const AFTER = `({beforeAt:Int64} = 0
  or (at_ms, who, kind_text) < ({beforeAt:Int64}, {beforeVisitor:UInt64}, {beforeKind:String}))`;
const ROW = `(empty({path:String}) or path = {path:String}) and (empty({kind:String}) or kind = {kind:String})
  and (empty({subject:String}) or subject = {subject:String})`;

function behind(key: FigureKey | 'all') {
  const rows =
    key === 'bots'
      ? `select at, kind, visitor, 0 as visit, 0 as n, 0 as left_n, 0 as visit_actions, ${SHOWN.join(', ')} from hit
         where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot != ''`
      : `select at, kind, visitor, visit, ${NAMES.join(', ')},
           row_number() over (partition by site, day, visitor, visit order by at, kind) as n,
           row_number() over (partition by site, day, visitor, visit order by at desc, kind desc) as left_n,
           countIf(acts) over (partition by site, day, visitor, visit) as visit_actions
         from (${visitRows(SHOWN)})`;
  return defineQuery({
    name: `usage.hits_behind_${key}`,
    sql: `
      select at_ms as at, kind_text as kind, toString(who) as visitor, visit, ${NAMES.join(', ')}
      from (select toUnixTimestamp64Milli(at) as at_ms, toString(kind) as kind_text, visitor as who, visit, ${NAMES.join(', ')}
        from (${rows}) where ${BEHIND[key]} and ${ROW})
      where ${AFTER}
      order by at_ms desc, who desc, kind_text desc
      limit {limit:UInt32}`,
    params: span.extend({
      path: z.string(),
      kind: z.string(),
      subject: z.string(),
      beforeAt: z.number(),
      beforeVisitor: z.string(),
      beforeKind: z.string(),
      limit: z.number(),
    }),
    row: hitRow,
  });
}

const queries = new Map((['all', ...FigureKey.options] as const).map((key) => [key, behind(key)]));

interface HitsInput {
  segment?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  figure?: FigureKey | undefined;
  path?: string | undefined;
  kind?: HitKind | undefined;
  subject?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const visitor = z.string().refine((text) => /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n);
const place = z.object({ at: placeNumber, visitor, kind: HitKind });

/**
 * The records behind a figure or a row, newest first.
 * @throws usage.site_not_found, usage.period_invalid
 */
export async function listHits(
  ctx: Context,
  code: number,
  input: HitsInput,
): Promise<{ period: ReportPeriod; rows: HitRow[]; next: string | null }> {
  const site = await requireReportSite(ctx, code);
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const query = queries.get(input.figure ?? 'all') ?? behind('all');
  const store = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const found = await store.query(query, {
    sites: [code],
    ...period,
    path: input.path ?? '',
    kind: input.kind ?? '',
    subject: input.subject ?? '',
    beforeAt: after?.at ?? 0,
    beforeVisitor: after?.visitor ?? '0',
    beforeKind: after?.kind ?? '',
    limit: input.limit + 1,
  });
  const page = pageOf(found, input.limit, (hit) => ({ at: Date.parse(hit.at), visitor: hit.visitor, kind: hit.kind }));
  return { period, ...page };
}
