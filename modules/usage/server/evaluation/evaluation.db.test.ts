import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSheet } from '#platform/server/sheets/read-sheet.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
});
afterAll(() => node.close());

const get = async (path: string, who = 'lanhdao') => (await node.ask(who, 'GET', path)).body;
const raw = async (url: string, who = 'lanhdao') =>
  await node.app.inject({ method: 'GET', url, headers: { cookie: await node.cookieOf(who) } });

test('rates stand on their parts, totals are sums, and the visits agree with the board', async () => {
  const { period, whole, rows, definitions, total } = await get('/api/usage/evaluation?period=2026-10');
  expect(period).toEqual({ key: '2026-10', from: '2026-10-01', to: '2026-10-31', ended: true });
  expect(total).toBe(rows.length);
  expect(definitions.map(({ key }: { key: string }) => key)).toContain('continuous');
  for (const [index] of definitions.entries()) {
    for (const part of ['numerator', 'denominator']) {
      const sum = rows.reduce(
        (all: number, row: { rates: Record<string, number>[] }) => all + (row.rates[index]?.[part] ?? 0),
        0,
      );
      expect(whole.rates[index][part]).toBe(sum);
    }
    for (const { rates } of rows) {
      const { numerator, denominator, value } = rates[index];
      expect(value).toBe(denominator === 0 ? null : numerator / denominator);
      expect(numerator).toBeLessThanOrEqual(denominator);
    }
  }
  const board = await get('/api/usage/board?from=2026-10-01&to=2026-10-31&limit=500');
  expect(whole.visits).toBe(board.rows.reduce((all: number, row: { visits: number }) => all + row.visits, 0));
  expect(whole.sites).toBe(board.total);
  const ranks = rows.map(({ rank }: { rank: number | null }) => rank ?? 1_000);
  expect(ranks).toEqual(ranks.toSorted((a: number, b: number) => a - b));
});

test('a row opens onto its sites, whose parts add up to it', async () => {
  const { rows } = await get('/api/usage/evaluation?period=2026-Q4');
  const row = rows.find(({ sites }: { sites: number }) => sites > 1);
  const behind = await get(`/api/usage/evaluation/sites?period=2026-Q4&agencyId=${row.agency.id}&below=false`);
  expect(behind.rows).toHaveLength(row.sites);
  for (const [index, rate] of row.rates.entries()) {
    const sum = behind.rows.reduce(
      (all: number, one: { rates: { numerator: number }[] }) => all + (one.rates[index]?.numerator ?? 0),
      0,
    );
    expect(sum).toBe(rate.numerator);
  }
});

test('what is missing is named: sites that never sent, and silent ones', async () => {
  const { whole } = await get('/api/usage/evaluation?period=2026-Q4');
  const { rows } = await get('/api/usage/evaluation/sites?period=2026-Q4&missing=true');
  expect(whole.missing.never).toBeGreaterThan(0);
  expect(rows).toHaveLength(whole.missing.never + whole.missing.silent + whole.missing.gaps);
  const states = new Set(rows.map(({ missing }: { missing: { what: string } }) => missing.what));
  expect(states).toContain('never');
});

test('who sees one agency gets its evaluation only', async () => {
  const all = await get('/api/usage/evaluation?period=2026-10');
  const own = await get('/api/usage/evaluation?period=2026-10', 'nguoixem');
  expect(own.total).toBeLessThanOrEqual(all.total);
  expect((await node.ask(null, 'GET', '/api/usage/evaluation')).status).toBe(401);
  expect((await node.ask('lanhdao', 'GET', '/api/usage/evaluation?period=2027')).body.code).toBe(
    'usage.period_invalid',
  );
  expect((await node.ask('lanhdao', 'GET', '/api/usage/evaluation?period=Q3')).status).toBe(400);
});

test('the sheet has every rate with its parts, the paper says the same', async () => {
  const { rows, whole, definitions } = await get('/api/usage/evaluation?period=2026-10');
  const sheet = await readSheet((await raw('/api/usage/evaluation/sheet?period=2026-10')).rawPayload);
  expect(sheet.rows).toHaveLength(rows.length + 1);
  expect(sheet.heads).toHaveLength(5 + definitions.length * 4 + 3);
  expect(sheet.rows.at(-1)?.cells.slice(1, 4)).toEqual(['Toàn bộ', String(whole.sites), String(whole.visits)]);
  const paper = await raw('/api/usage/evaluation/paper?period=2026-10');
  expect(paper.headers['content-type']).toBe('application/pdf');
  const { text } = await extractText(new Uint8Array(paper.rawPayload), { mergePages: true });
  const plain = text.normalize('NFC').replace(/\s+/g, ' ');
  expect(plain).toContain('Tháng 10 năm 2026');
  expect(plain).toContain(whole.visits.toLocaleString('vi-VN'));
  expect(plain).toContain(rows[0].agency.name);
  for (const { name } of definitions) expect(plain).toContain(name);
});
