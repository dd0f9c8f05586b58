import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { compareDays } from '../compare/compare-days.ts';
import { demo } from '../demo.ts';
import { directory } from '../index.ts';
import { cookieHeader } from '../session/sign-in.ts';
import { getMap } from './get-map.ts';
import { importBoundaries, removeBoundaries } from './import-boundaries.ts';

let node: TestPlatform;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  await demo(node.as(), () => {});
});
afterAll(() => node.close());

const square = (x: number, y: number): [number, number][] => [
  [x, y],
  [x + 0.1, y],
  [x + 0.1, y + 0.1],
  [x, y + 0.1],
  [x, y],
];
const feature = (code: string, x: number) => ({
  type: 'Feature' as const,
  properties: { code },
  geometry: { type: 'Polygon' as const, coordinates: [square(x, 12)] },
});
const collection = (...features: ReturnType<typeof feature>[]) => ({
  source: 'Thử nghiệm',
  geojson: { type: 'FeatureCollection' as const, features },
});

test('the map of today has 65 places with their source; that of before says how many have none', async () => {
  const map = await getMap(node.as());
  expect(map.units).toHaveLength(65);
  expect(map).toMatchObject({ withoutPlace: 0, pointSource: expect.stringContaining('MIT'), outlines: [] });
  expect(await getMap(node.as(), '2025-06-30')).toMatchObject({ units: [], withoutPlace: 194 });
});

test('boundaries are matched by code, replaced whole, and only by who may write everywhere', async () => {
  const some = testPerson({ 'directory.agency.read': 'all', 'directory.agency.write': new Set(['a']) });
  await expect(importBoundaries(node.as(some), collection(feature('22333', 109)))).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await expect(importBoundaries(node.as(), collection(feature('x', 109)))).rejects.toMatchObject({
    code: 'directory.boundaries_refused',
  });
  const first = await importBoundaries(node.as(), collection(feature('22333', 109), feature('99999', 109.2)));
  expect(first).toMatchObject({ property: 'code', matched: 1, unmatched: ['99999'] });
  expect(first.missing).toHaveLength(20);
  await importBoundaries(node.as(), collection(feature('22366', 109), feature('22390', 109.2)));
  expect(await getMap(node.as())).toMatchObject({ outlines: [{}, {}], outlineSource: 'Thử nghiệm' });
  expect(await removeBoundaries(node.as())).toBe(2);
  expect((await getMap(node.as(some))).can.importBoundaries).toBe(false);
});

test('through HTTP: a file beyond a megabyte is taken, one that is no GeoJSON is refused by field', async () => {
  const { platform } = node;
  const app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
  const payload = { email: 'admin@khanhhoa.example', password: 'NhipCau-2026' };
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload });
  const headers = { cookie: cookieHeader([signedIn.headers['set-cookie'] ?? ''].flat()) };
  const put = async (body: object) =>
    await app.inject({ method: 'PUT', url: '/api/directory/boundaries', headers, payload: body });
  const long = feature('22333', 109);
  const steps = Array.from({ length: 60_000 }, (_, i): [number, number] => [109 + i / 60_000, 12]);
  long.geometry.coordinates = [[...steps, [110, 13], [109, 12]]];
  const taken = await put(collection(long));
  expect([taken.statusCode, taken.json().points?.kept]).toEqual([200, 4]);
  const metres = feature('22333', 600_000);
  const refused = await put(collection(metres));
  expect(refused.statusCode).toBe(400);
  expect(refused.json().fields[0].path).toContain('geojson.features.0.geometry');
  await app.close();
});

test('two days side by side: the merger ends 211, founds 65 and the departments, and names the heirs', async () => {
  const days = { from: '2025-06-30', to: '2025-07-01' };
  const all = await compareDays(node.as(), { ...days, limit: 500 });
  expect(all.counts).toMatchObject({ ended: 194 + 16 + 1, changed: 0 });
  expect(
    all.rows.filter((row) => row.what === 'appeared' && ['commune', 'ward', 'special_zone'].includes(row.kind)),
  ).toHaveLength(65);
  const ended = all.rows.find((row) => row.before?.name === 'Ủy ban nhân dân thị trấn Trường Sa');
  expect(ended).toMatchObject({ after: null, heirs: [{ name: 'Ủy ban nhân dân đặc khu Trường Sa', guessed: true }] });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await compareDays(node.as(), { ...days, cursor, limit: 90 });
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(all.rows.map((row) => row.id));
  const only = await compareDays(node.as(), { ...days, what: 'appeared', limit: 500 });
  expect(only.rows.every((row) => row.what === 'appeared' && row.before === null)).toBe(true);
  expect((await compareDays(node.as(), { from: '2026-01-01', to: '2026-02-01', limit: 5 })).rows).toEqual([]);
  await expect(compareDays(node.as(), { from: '2026-01-01', to: '2026-01-01', limit: 5 })).rejects.toMatchObject({
    code: 'directory.period_invalid',
  });
});
