import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentAgencies, directory, loadSample } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { getImport, listImportLines } from '#platform/server/imports/read.ts';
import { runImport } from '#platform/server/imports/run-import.ts';
import { startImport, undoImport, uploadImport } from '#platform/server/imports/verbs.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { noteActivity } from '../activity/activity.repo.ts';
import { usage } from '../index.ts';
import { listPublishedServices } from '../services/list-services.ts';
import { getSite } from '../sites/get-site.ts';
import { listSites } from '../sites/list-sites.ts';
import type { UsageTables } from '../tables.ts';
import { usageImports } from './index.ts';

const { kinds } = usageImports;
let node: TestPlatform;
let me: Context;
let own: string;

beforeAll(async () => {
  // Agencies of the sample, and no hits.
  const { demo: _, ...quiet } = usage;
  node = await testPlatform({ modules: [directory, quiet], now: () => new Date('2026-11-25T05:00:00Z') });
  await loadSample(node.as(), () => {});
  me = node.as(testPerson({ 'usage.site.write': 'all', 'usage.site.read': 'all', 'usage.report.read': 'all' }));
  const agencies = await currentAgencies(node.platform);
  own = agencies.find(({ shortName }) => shortName === 'Sở Khoa học và Công nghệ')?.id ?? '';
  await upload(me, 'usage.sites', 'Mã;Tên;Tên miền\n1;Có sẵn;co-san.example\n2;Cổng;dvc.example', {
    agencyId: own,
  }).then(run);
});
afterAll(() => node.close());

type Kind = 'usage.sites' | 'usage.services';
const told = (id: string) => getImport(me, kinds, id);
const lines = async (id: string) => (await listImportLines(me, kinds, id, { limit: 200 })).rows;
const site = (code: number) => getSite(me, code);

async function upload(ctx: Context, kind: Kind, text: string, options: Record<string, string> = {}) {
  const content = Buffer.from(text).toString('base64');
  const id = await uploadImport(ctx, usageImports, { kind, fileName: 'tep.csv', content, options });
  await runImport(node.as(), kinds, id);
  return id;
}

async function run(id: string) {
  await startImport(me, usageImports, id);
  await runImport(node.as(), kinds, id);
  return await told(id);
}

const SITES = `Mã trang;Tên trang;Loại;Địa chỉ;Cơ quan chủ quản;Hạn kết nối
9001;Cổng thử một;Cổng thông tin;https://MOT.example/gioi-thieu, www.mot2.example;Sở Khoa học và Công nghệ;31/12/2026
9002;Ứng dụng thử;Ứng dụng di động;app.example;Sở Khoa học và Công nghệ;
1;Trùng mã;;khac.example;Sở Khoa học và Công nghệ;
9003;Trùng tên miền;;dvc.example;Sở Khoa học và Công nghệ;
9004;Tên miền lạ;;không phải tên miền;Sở Khoa học và Công nghệ;
9005;Cơ quan lạ;;co-quan.example;Sở Không Có;
9006;Ngày lạ;;ngay.example;Sở Khoa học và Công nghệ;31/02/2026
9007;Lặp trong tệp;;mot.example;Sở Khoa học và Công nghệ;
;Thiếu mã;;thieu.example;Sở Khoa học và Công nghệ;
9008;;;;;
`;

test('sites come from a file: columns guessed, addresses cut to hosts, each bad line with its reason', async () => {
  const id = await upload(me, 'usage.sites', SITES);
  const checked = await told(id);
  expect(checked.mapping).toEqual({ code: 0, name: 1, kind: 2, domains: 3, agency: 4, dutyDate: 5 });
  expect(checked.counts).toMatchObject({ lines: 10, valid: 2, bad: 8 });
  const problems = (await lines(id)).map(({ problems: all }) => all.map(({ code }) => code.replace('usage.', '')));
  expect(problems.slice(2, 9)).toEqual([
    ['code_there'],
    ['domain_there'],
    expect.arrayContaining(['host_name']),
    ['agency_unknown'],
    ['cell_day'],
    ['domain_twice'],
    ['codes_mixed'],
  ]);
  expect(problems[9]).toEqual(['cell_empty', 'cell_empty', 'cell_empty']);

  expect(await run(id)).toMatchObject({ state: 'done', counts: { done: 2 } });
  expect(await site(9001)).toMatchObject({
    name: 'Cổng thử một',
    kind: 'portal',
    owner: { id: own },
    domains: ['mot.example', 'mot2.example'],
    dutyDate: '2026-12-31',
    state: 'registered',
  });
  expect(await site(9002)).toMatchObject({ kind: 'app', dutyDate: null });

  await undoImport(me, usageImports, id);
  expect(await told(id)).toMatchObject({ state: 'undone' });
  await expect(site(9001)).rejects.toMatchObject({ code: 'usage.site_not_found' });
});

test('without codes the next ones are given; an import on which hits stand is not taken back', async () => {
  const id = await upload(me, 'usage.sites', 'Tên;Tên miền\nMột;s1.example\nHai;s2.example', { agencyId: own });
  await run(id);
  const found = (await listSites(me, { q: 's2.example', below: true, late: false, sort: 'code', limit: 9 })).rows;
  const code = found[0]?.code ?? 0;
  expect(found).toMatchObject([{ name: 'Hai', owner: { id: own } }]);
  const at = node.platform.now();
  await noteActivity(node.platform.db as Kysely<UsageTables>, [{ code, first: at, last: at }], []);
  await expect(undoImport(me, usageImports, id)).rejects.toMatchObject({ code: 'platform.import_stands' });
  expect((await site(code)).name).toBe('Hai');
});

test('who keeps the sites of one agency imports for that one only; the job has no other right', async () => {
  const clerk = node.as(testPerson({ 'usage.site.write': new Set([own]) }));
  const text = 'Tên;Tên miền;Cơ quan\nMình;minh.example;Sở Khoa học và Công nghệ\nNgười;nguoi.example;Sở Y tế';
  const id = await upload(clerk, 'usage.sites', text);
  const seen = await getImport(clerk, kinds, id);
  expect(seen.counts).toMatchObject({ valid: 1, bad: 1 });
  expect((await lines(id))[1]?.problems[0]?.code).toBe('usage.agency_not_yours');
  const other = node.as(testPerson({ 'usage.site.write': new Set([own]) }));
  await expect(getImport(other, kinds, id)).rejects.toMatchObject({ code: 'platform.import_not_found' });
});

test('procedures come from a file and are taken back; what is there already is said', async () => {
  const text =
    'Mã TTHC;Tên TTHC;Quyết định\n9.100001;Thủ tục A;1/QĐ\n9.100002;Thủ tục B;\n9.100001;Thủ tục A nữa;\nlạ mã;C;';
  const id = await upload(me, 'usage.services', text, { agencyId: own, source: 'Danh mục thử' });
  const codes = (await lines(id)).map(({ problems }) => problems[0]?.code ?? null);
  expect(codes).toEqual([null, null, 'usage.service_there', 'usage.service_code']);
  await run(id);
  const published = async () =>
    (await listPublishedServices(me, { q: '9.1000', below: true, limit: 9 })).rows.map(({ code, source }) => [
      code,
      source,
    ]);
  expect(await published()).toEqual([
    ['9.100001', '1/QĐ'],
    ['9.100002', 'Danh mục thử'],
  ]);
  const trail = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select('action')
    .where('subject_id', '=', id)
    .execute();
  expect(trail.length).toBeGreaterThan(0);
  await undoImport(me, usageImports, id);
  expect(await published()).toEqual([]);
});
