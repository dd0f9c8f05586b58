import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { usageErrors } from '../../errors.ts';
import { mayRead, type Reader, readerOf } from '../api-keys/reader.ts';
import { addDays, dayIn } from '../days.ts';
import { findGoalRules } from '../goals/goals.repo.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { METHODS } from '../reports/matomo/index.ts';
import { countersSince } from '../reports/matomo/live.ts';
import type { Method, Wanted } from '../reports/matomo/method.ts';
import { keyOf, type Question } from '../reports/matomo/question.ts';
import { readSegment } from '../reports/segment.ts';
import { findFittingSites, findSites, type SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import type { Answer, Report } from './answer.ts';
import { type Given, number, refused, shapingOf, sitesOf, unitOf } from './parameters.ts';
import { readPeriods } from './periods.ts';
import { shaped } from './rows.ts';

/** The version whose reports ours follow: programs choose by it what they ask. */
const MATOMO_VERSION = '5.2.0';

/** More sites than any province has. */
const SITES_MOST = 5_000;
const MINUTES_MOST = 1_440;
const MINUTE_MS = 60_000;

/**
 * Answers a call of Matomo's reporting API. Every method asks first who reads.
 * @throws usage.token_refused, usage.site_not_found, usage.matomo_method_unknown, usage.matomo_parameter_invalid
 */
export async function callMethod(ctx: Context, given: Given, token: string): Promise<Answer> {
  const reader = await readerOf(ctx, token);
  const name = given.get('method') ?? '';
  if (name === 'API.getMatomoVersion' || name === 'API.getPiwikVersion')
    return { kind: 'value', value: MATOMO_VERSION };
  if (name === 'Live.getCounters') return await counters(ctx, given, reader);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined) {
    const known = ['API.getMatomoVersion', 'Live.getCounters', ...Object.keys(METHODS)].join(', ');
    const detail = `method: “${name.slice(0, 80)}” is not known here; known are ${known}.`;
    throw usageErrors.fail('usage.matomo_method_unknown', { detail });
  }
  return await report(ctx, given, reader, method);
}

async function report(ctx: Context, given: Given, reader: Reader, method: Method): Promise<Answer> {
  const { sites, many } = await sitesToRead(ctx, given, reader);
  const zone = sites[0]?.timeZone ?? BOARD_ZONE;
  const unit = unitOf(given);
  const periods = readPeriods(unit, given.get('date') ?? 'today', dayIn(ctx.platform.now(), zone));
  const shaping = shapingOf(given);
  const wanted: Wanted = {
    oneDay: unit === 'day',
    deep: shaping.flat || shaping.expanded || shaping.subtable !== null,
    secondaryDimension: given.get('secondaryDimension') ?? '',
  };
  const question: Question = {
    clickhouse: ctx.platform.clickhouse,
    sites: sites.map(({ code }) => code),
    from: periods.list[0]?.from ?? '',
    to: periods.list.at(-1)?.to ?? '',
    periods: periods.list.map(({ from }) => from),
    zone,
    goal: number(given, 'idGoal', 0, 0, 4_294_967_295),
    goals: await findGoalRules(
      ctx.platform.reports as Kysely<UsageTables>,
      sites.map(({ code }) => code),
    ),
    segment: readSegment(given.get('segment') ?? ''),
  };
  const one = await answersOf(method, question, wanted, shaping);
  const bySite = (code: number): Answer => {
    const entries = periods.list.map(({ name }, index): [string, Answer] => [name, one(keyOf(code, index + 1))]);
    return periods.many ? { kind: 'map', key: 'date', entries } : (entries[0]?.[1] as Answer);
  };
  return many
    ? { kind: 'map', key: 'idSite', entries: sites.map(({ code }) => [String(code), bySite(code)]) }
    : bySite(sites[0]?.code ?? 0);
}

/** Asks once and answers by site and period. */
async function answersOf(
  method: Method,
  question: Question,
  wanted: Wanted,
  shaping: ReturnType<typeof shapingOf>,
): Promise<(key: string) => Report> {
  if (method.kind === 'record') {
    const found = await method.ask(question, wanted);
    return (key) => ({ kind: 'record', row: found.get(key) ?? method.none });
  }
  const found = await method.ask(question, wanted);
  const descending = method.order === 'label' && shaping.sortColumn === null ? false : shaping.descending;
  return (key) => ({
    kind: 'table',
    rows: shaped(found.get(key) ?? [], { ...shaping, descending }, method.order, method.separator ?? ' - '),
  });
}

async function counters(ctx: Context, given: Given, reader: Reader): Promise<Answer> {
  const { sites } = await sitesToRead(ctx, given, reader);
  const minutes = number(given, 'lastMinutes', 1, 30, MINUTES_MOST);
  const segment = given.get('segment') ?? '';
  if (segment !== '') throw refused('segment', 'is not taken for the counters of the last minutes');
  const now = ctx.platform.now();
  const to = dayIn(now, sites[0]?.timeZone ?? BOARD_ZONE);
  const { clickhouse } = ctx.platform;
  const codes = sites.map(({ code }) => code);
  const row = await countersSince(
    clickhouse,
    codes,
    addDays(to, -1),
    addDays(to, 1),
    now.getTime() - minutes * MINUTE_MS,
  );
  return { kind: 'table', rows: [row] };
}

/** Sites that were asked for and may be read. One that may not is one that does not exist. @throws usage.site_not_found */
async function sitesToRead(
  { platform }: Context,
  given: Given,
  reader: Reader,
): Promise<{ sites: SiteRecord[]; many: boolean }> {
  const db = platform.reports as Kysely<UsageTables>;
  const { codes, many } = sitesOf(given);
  if (codes === 'all') {
    const all = await findFittingSites(db, { scope: reader.owners }, SITES_MOST);
    return { sites: all.filter((site) => mayRead(reader, site)).toSorted((a, b) => a.code - b.code), many };
  }
  const found = (await findSites(db, codes)).filter((site) => mayRead(reader, site));
  const missing = codes.filter((code) => !found.some((site) => site.code === code));
  if (missing.length > 0) {
    throw usageErrors.fail('usage.site_not_found', {
      detail: `idSite: there is no site ${missing.join(', ')} for you.`,
    });
  }
  return { sites: found, many };
}
