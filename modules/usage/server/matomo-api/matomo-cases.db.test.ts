import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import { hitsOf, listen, startTestCollector, TEST_TOKEN, testSite, testSites, until } from '../collector/testing.ts';
import { METHODS } from '../reports/matomo/index.ts';
import { keyOf, type Question } from '../reports/matomo/question.ts';
import { readSegment } from '../reports/segment.ts';
import { readPeriods, type Unit } from './periods.ts';
import { shaped, type WrittenRow } from './rows.ts';

/*
 * The requests of four of Matomo's own tests, and the figures that Matomo 5.2 gives after them (facts; each file names its
 * source). They go through the collector with their own times; then the reading API is asked what Matomo was asked.
 */
const CASES = [
  'one-visitor-two-visits',
  'three-visits-with-custom-events',
  'three-goals-one-pageview',
  'two-visits-no-keyword-with-bot',
] as const;

interface Case {
  source: string;
  sites: { code: number; hosts: string[]; settings: { excludedParameters?: string[]; siteSearch?: boolean } }[];
  /** Parameters of every request. */
  common: Record<string, string>;
  requests: Record<string, string>[];
  expect: Expected[];
}
interface Expected {
  method: string;
  site: number;
  period: Unit;
  date: string;
  segment?: string;
  flat?: boolean;
  idGoal?: number;
  value?: Record<string, number>;
  rows?: Record<string, string | number>[];
  /** Figures and rows that come from a habit of Matomo's own. */
  peculiar?: string[];
  peculiarRows?: string[];
  partial?: boolean;
}

/** Where we differ on purpose; the reasons stand in the README of the module. */
const DIFFERS: { case?: (typeof CASES)[number]; method?: string; labels?: RegExp; columns: string[] }[] = [
  // Goals are met by hand only; one that looks at addresses, titles or events is not known here.
  { case: 'one-visitor-two-visits', columns: ['nb_visits_converted', 'nb_conversions', 'revenue'] },
  {
    method: 'Goals.get',
    case: 'three-visits-with-custom-events',
    columns: ['nb_conversions', 'nb_visits_converted', 'revenue'],
  },
  // New and returning visitors, and users, are not told.
  { columns: ['nb_conversions_new_visit', 'nb_visits_converted_new_visit', 'revenue_new_visit'] },
  { columns: ['nb_conversions_returning_visit', 'nb_visits_converted_returning_visit', 'revenue_returning_visit'] },
  { columns: ['nb_users'] },
  // A value of 0 is no value.
  {
    labels: /This is an event without a URL|CategoryTriggersGoal/,
    columns: ['nb_events_with_value', 'min_event_value'],
  },
];

const SPARE = 99;
const CLOCK = Date.parse('2012-01-01T00:00:00Z');
const read = (name: string): Case => JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8'));
/** Each case has site codes of its own. */
const cases = CASES.map((name, index) => ({ name, base: index * 10, ...read(name) }));

let folder: string;
let clickhouse: ClickHouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhipcau-matomo-'));
  clickhouse = await openTestStore(join(folder, 'clickhouse'));
  const collector = await startTestCollector({
    clickhouse,
    folder: join(folder, 'collector'),
    now: () => CLOCK,
    sites: testSites(
      testSite(SPARE, { anyHost: true }),
      ...cases.flatMap(({ base, sites }) =>
        sites.map(({ code, hosts, settings }) =>
          testSite(base + code, {
            domains: hosts,
            anyHost: true,
            timeZone: 'UTC',
            excludedParameters: (settings.excludedParameters ?? []).map((one) => one.toLowerCase()),
            ...(settings.siteSearch === false && { searchParameters: [] }),
          }),
        ),
      ),
    ),
  });
  const served = await listen(collector.rawHandler);
  const send = async (parameters: Record<string, string>) => {
    const body = new URLSearchParams({ rec: '1', token_auth: TEST_TOKEN, ...parameters });
    const { status } = await fetch(`http://127.0.0.1:${served.port}/matomo.php`, { method: 'POST', body });
    expect([body.toString(), status]).toEqual([body.toString(), 200]);
  };
  // A busy machine may not know a new agent in time, and counts it without: here it is to be known.
  const agents = new Set(
    cases.flatMap(({ common, requests }) => requests.map((one) => ({ ...common, ...one })['ua'] ?? '')),
  );
  for (const ua of [...agents].filter((one) => !one.includes('bot'))) {
    await until(`the agent ${ua} is known`, async () => {
      await send({ idsite: String(SPARE), ua, url: 'http://example.org/' });
      await collector.settle();
      return (await hitsOf(clickhouse, SPARE)).some((hit) => hit['browser'] !== '');
    });
  }
  for (const { base, common, requests } of cases) {
    for (const request of requests) {
      const parameters: Record<string, string> = { ...common, ...request };
      await send({ ...parameters, idsite: String(base + Number(parameters['idsite'])) });
    }
  }
  await collector.settle();
  await served.close();
  await collector.stop();
}, 60_000);

afterAll(async () => {
  await clickhouse.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(base: number, asked: Expected): Promise<WrittenRow[]> {
  const { list } = readPeriods(asked.period, asked.date, '2012-01-01');
  const site = base + asked.site;
  const question: Question = {
    clickhouse,
    sites: [site],
    from: list[0]?.from ?? '',
    to: list[0]?.to ?? '',
    periods: list.map(({ from }) => from),
    zone: 'UTC',
    goal: asked.idGoal ?? 0,
    goals: [],
    segment: readSegment(asked.segment ?? ''),
  };
  const method = METHODS[asked.method];
  const wanted = { oneDay: asked.period === 'day', deep: asked.flat === true, secondaryDimension: '' };
  if (method?.kind === 'record') {
    return [(await method.ask(question, wanted)).get(keyOf(site, 1)) ?? method.none];
  }
  if (method === undefined) throw new Error(`${asked.method} is not known.`);
  const found = (await method.ask(question, wanted)).get(keyOf(site, 1)) ?? [];
  const shaping = { flat: asked.flat === true, expanded: false, subtable: null, sortColumn: null, descending: true };
  return shaped(found, { ...shaping, limit: -1, offset: 0 }, method.order, method.separator ?? ' - ');
}

/** Without what is told apart on purpose: schemes of pages and parameters of referrers are not kept. */
function labelOf(method: string, label: unknown): string {
  return method === 'Referrers.getWebsites' ? String(label).replace(/\?.*$/, '') : String(label);
}

describe.each(cases)('$name', ({ name, base, expect: all }) => {
  test.each(all)('$method $period $date flat $flat segment $segment', async (asked) => {
    const found = await ask(base, asked);
    const wanted = (asked.rows ?? [asked.value ?? {}]).filter(
      ({ label }) => !asked.peculiarRows?.includes(String(label)),
    );
    const differs = (column: string, label: string) =>
      column === 'label' ||
      asked.peculiar?.includes(column) === true ||
      DIFFERS.some(
        (one) =>
          one.columns.includes(column) &&
          (one.case ?? name) === name &&
          (one.method ?? asked.method) === asked.method &&
          (one.labels?.test(label) ?? true),
      );
    const part = ({ label, ...figures }: Record<string, unknown>, like: Record<string, unknown>) => {
      const text = labelOf(asked.method, label);
      const kept = Object.keys(like).filter((column) => !differs(column, text) && column !== 'url');
      return [text, Object.fromEntries(kept.map((column) => [column, figures[column] ?? 0]))];
    };
    const rows = new Map(found.map((row) => [labelOf(asked.method, row['label']), row]));
    const got = wanted.map((row) => part(rows.get(labelOf(asked.method, row['label'])) ?? {}, row));
    expect(got).toEqual(wanted.map((row) => part(row, row)));
    const peculiar = asked.peculiarRows?.length ?? 0;
    if (asked.rows !== undefined && asked.partial !== true && peculiar === 0) {
      expect(found.map((row) => labelOf(asked.method, row['label'])).toSorted()).toEqual(
        wanted.map((row) => labelOf(asked.method, row['label'])).toSorted(),
      );
    }
  });
});
