import { existsSync, readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { getImport, listImportLines, listImports } from '#platform/server/imports/read.ts';
import { runImport } from '#platform/server/imports/run-import.ts';
import { mapImport, startImport, undoImport, uploadImport } from '#platform/server/imports/verbs.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { agenciesBelow } from '../agencies/tree.ts';
import { directory } from '../index.ts';
import { listPeople } from '../people/list-people.ts';
import { grantRole } from '../roles/grant-role.ts';
import { findNode } from '../set-up/node.repo.ts';
import { setUpNode } from '../set-up/set-up-node.ts';
import type { DirectoryTables } from '../tables.ts';
import { directoryImports } from './index.ts';

const SHARED = '/work/shared/data/khanh-hoa';
const COMMUNES = new URL('../sample/data/communes-2026.csv', import.meta.url);
const UNITS = new URL('../sample/data/units-before-2025-07.csv', import.meta.url);
const { kinds } = directoryImports;

let node: TestPlatform;
let db: Kysely<DirectoryTables & PlatformTables>;
let root = '';
let me: Context;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  db = node.platform.db as typeof db;
  await setUpNode(node.as({ kind: 'anonymous' }), {
    sample: false,
    node: { name: 'Tỉnh Khánh Hòa', code: 'H32', kind: 'province' },
    administrator: { name: 'Nguyễn Văn Đầu', email: 'dau@x.example', password: 'một mật khẩu dài' },
  });
  root = (await findNode(node.platform))?.rootAgencyId ?? '';
  const all = Object.fromEntries(directory.permissions.map((permission) => [permission, 'all' as const]));
  me = node.as(testPerson(all, { unitId: root }));
});
afterAll(() => node.close());

type Kind = 'directory.people' | 'directory.agencies';

async function upload(ctx: Context, kind: Kind, text: string | Buffer, options: Record<string, string> = {}) {
  const content = Buffer.from(text).toString('base64');
  const id = await uploadImport(ctx, directoryImports, { kind, fileName: 'tep.csv', content, options });
  await work(id);
  return id;
}
const work = (id: string, platform = node) => runImport(platform.as(), kinds, id);
const told = (id: string) => getImport(me, kinds, id);
async function run(id: string) {
  await startImport(me, directoryImports, id);
  await work(id);
  return await told(id);
}
const codes = async (id: string) =>
  (await listImportLines(me, kinds, id, { state: 'bad', limit: 100 })).rows.map(({ line, problems }) => [
    line,
    ...problems.map(({ field, code }) => `${field}: ${code}`),
  ]);

test('the 65 communes of today are taken in, and taken back while nothing stands on them', async () => {
  const id = await upload(me, 'directory.agencies', readFileSync(COMMUNES), { from: '2025-07-01' });
  const seen = await told(id);
  expect(seen.mapping).toEqual({ code: 0, name: 1, kind: 2, longitude: 3, latitude: 4, area: 5 });
  expect(seen).toMatchObject({ state: 'checked', counts: { lines: 65, checked: 65, valid: 65, bad: 0, done: 0 } });
  expect(await run(id)).toMatchObject({ state: 'done', counts: { done: 65 } });
  expect((await agenciesBelow(node.platform, root)).size).toBe(66);
  await undoImport(me, directoryImports, id);
  expect(await told(id)).toMatchObject({ state: 'undone', counts: { done: 0 }, can: { undo: false } });
  expect((await agenciesBelow(node.platform, root)).size).toBe(1);
});

test('units with their district and province found those above once, with the days of then', async () => {
  const options = { from: '', to: '2025-07-01' };
  const id = await upload(me, 'directory.agencies', readFileSync(UNITS), options);
  const { counts, mapping } = await told(id);
  expect(mapping).toEqual({ provinceCode: 0, province: 1, districtCode: 2, district: 3, code: 4, name: 5 });
  expect(counts).toMatchObject({ lines: 194, bad: 0 });
  await run(id);
  const rows = await db
    .selectFrom('directory.agency')
    .select(['level', (eb) => eb.fn.countAll<number>().as('count')])
    .where('id', '<>', root)
    .groupBy('level')
    .orderBy('level')
    .execute();
  expect(rows).toEqual([
    { level: 'commune', count: 194 },
    { level: 'district', count: 16 },
    { level: 'province', count: 2 },
  ]);
  const again = await upload(me, 'directory.agencies', readFileSync(UNITS), options);
  expect((await told(again)).counts).toMatchObject({ valid: 0, bad: 194 });
  await undoImport(me, directoryImports, id);
});

test.skipIf(!existsSync(SHARED))('the project’s own files are those of the field', () => {
  for (const [own, name] of [
    [COMMUNES, 'communes-2026.csv'],
    [UNITS, 'units-before-2025-07.csv'],
  ] as const) {
    expect(readFileSync(own, 'utf8')).toBe(readFileSync(`${SHARED}/${name}`, 'utf8'));
  }
});

const PEOPLE = `Họ và tên;Chức vụ;Đơn vị;Thư điện tử;Điện thoại;Từ ngày
Lê Thị Ánh;Chủ tịch;UBND tỉnh Khánh Hòa;anh@x.example;258382200;1/7/2025
Lê Thị Ánh;Trưởng ban;ủy ban nhân dân tỉnh khánh hoà;anh@x.example;;01/07/2025
Trần Sai;Giám đốc sở;Sở Không Có;khong-phai-thu;12;31/02/2026
Trần Khác;Chuyên viên;UBND tỉnh Khánh Hòa;anh@x.example;;
Ngô Trùng;Chuyên viên;UBND tỉnh Khánh Hòa;;;
Ngô Trùng;Chuyên viên;UBND tỉnh Khánh Hòa;;;
;Chuyên viên;UBND tỉnh Khánh Hòa;;;
Nguyễn Văn Đầu;Quản trị viên;UBND tỉnh Khánh Hòa;dau@x.example;;
`;

test('each line says which cell is wrong and how; the good ones are taken, the same file again adds nobody', async () => {
  const id = await upload(me, 'directory.people', PEOPLE, { from: '2026-01-01' });
  expect(await codes(id)).toEqual([
    [
      4,
      'position: directory.position_unknown',
      'email: directory.cell_email',
      'phone: directory.phone',
      'from: directory.cell_day',
      'agency: directory.agency_unknown',
    ],
    [5, 'email: directory.email_elsewhere'],
    [7, 'null: directory.line_twice'],
    [8, 'name: directory.cell_empty'],
    [9, 'email: directory.email_taken'],
  ]);
  expect(await run(id)).toMatchObject({ state: 'done', counts: { lines: 8, valid: 3, bad: 5, done: 3 } });
  const { rows } = await listPeople(me, { below: true, q: 'le thi anh', limit: 10 });
  expect(rows).toMatchObject([
    {
      phone: '0258382200',
      assignments: [
        { position: 'Chủ tịch', primary: true },
        { position: 'Trưởng ban', primary: false },
      ],
    },
  ]);
  const again = await upload(me, 'directory.people', PEOPLE, { from: '2026-01-01' });
  expect((await told(again)).counts).toMatchObject({ valid: 0, bad: 8 });
  await expect(startImport(me, directoryImports, again)).rejects.toMatchObject({ code: 'platform.import_state' });

  // What stands on it keeps it: all or nothing.
  const role = await db
    .selectFrom('directory.role')
    .select('id')
    .where('code', '=', 'reader')
    .executeTakeFirstOrThrow();
  const grant = {
    roleId: role.id,
    scope: 'unit' as const,
    agencyId: root,
    assignmentId: null,
    from: '2026-01-01',
    to: null,
  };
  await grantRole(me, rows[0]?.id ?? '', grant);
  const stands = { code: 'platform.import_stands', message: expect.stringContaining('Lê Thị Ánh') };
  await expect(undoImport(me, directoryImports, id)).rejects.toMatchObject(stands);
  expect((await listPeople(me, { below: true, q: 'ngo trung', limit: 10 })).rows).toHaveLength(1);
  await db
    .deleteFrom('directory.role_grant')
    .where('person_id', '=', rows[0]?.id ?? '')
    .execute();
  await undoImport(me, directoryImports, id);
  expect((await listPeople(me, { below: true, q: 'ngo trung', limit: 10 })).rows).toHaveLength(0);
});

test('columns are mapped by hand where their heads say nothing', async () => {
  const id = await upload(me, 'directory.people', 'A,B\nĐinh Lạ,Chuyên viên\n');
  expect((await codes(id))[0]).toContain('name: column_missing');
  await mapImport(me, directoryImports, id, { mapping: { name: 0, position: 1 }, options: { agencyId: root } });
  await work(id);
  expect(await told(id)).toMatchObject({ state: 'checked', counts: { valid: 1, bad: 0 }, options: { agencyId: root } });
});

test('who keeps the people of one agency imports there only, as who they are, and sees no import of others', async () => {
  const id = await upload(me, 'directory.people', PEOPLE);
  const reach = new Set(['01900000-0000-7000-8000-000000000000']);
  const clerk = node.as(testPerson({ 'directory.person.write': reach, 'directory.person.read': reach }));
  await expect(getImport(clerk, kinds, id)).rejects.toMatchObject({ code: 'platform.import_not_found' });
  expect((await listImports(clerk, kinds, { limit: 10 })).rows).toEqual([]);
  const own = await upload(clerk, 'directory.people', PEOPLE);
  const { rows } = await listImportLines(clerk, kinds, own, { state: 'bad', limit: 100 });
  expect(rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toContain('directory.agency_not_yours');
  expect((await getImport(clerk, kinds, own)).counts.valid).toBe(0);
  await expect(
    uploadImport(clerk, directoryImports, { kind: 'directory.agencies', fileName: 'x', content: '', options: {} }),
  ).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('an import whose process is cut off in the middle goes on, and each line is counted once', async () => {
  const lines = Array.from({ length: 8_000 }, (_, n) => `Người Số ${n},Chuyên viên,n${n}@cut.example`);
  const id = await upload(me, 'directory.people', `Họ tên,Chức vụ,Email\n${lines.join('\n')}\n`, { agencyId: root });
  await startImport(me, directoryImports, id);
  const killer = new pg.Client({ connectionString: node.urls.app });
  await killer.connect();
  // All connections of the app die while a batch is being written, as when its process is killed.
  const batches: number[] = [];
  const unlisten = node.platform.events.listen(({ topic, payload }) => {
    if (topic !== `directory.import:${id}`) return;
    batches.push(Number(payload['done']));
    if (batches.length === 2) void cut(killer);
  });
  await expect(work(id)).rejects.toThrow(/terminat|connection|ECONNRESET/i);
  unlisten();
  await killer.end();
  const { counts, state } = await told(id);
  expect(state).toBe('running');
  expect(counts.done).toBeGreaterThan(0);
  expect(counts.done).toBeLessThan(8_000);
  const people = async () => {
    const count = db.selectFrom('directory.person').select((eb) => eb.fn.countAll<number>().as('count'));
    return (await count.where('name', 'like', 'Người Số %').executeTakeFirstOrThrow()).count;
  };
  expect(await people()).toBe(counts.done);
  // Two at once go on: none takes the other's lines.
  await Promise.all([work(id), work(id).catch(() => {})]);
  expect(await told(id)).toMatchObject({ state: 'done', counts: { lines: 8_000, valid: 8_000, done: 8_000 } });
  expect(await people()).toBe(8_000);
  const acts = await db
    .selectFrom('platform.audit')
    .select(['actor_id', 'actor_unit_id'])
    .where('action', '=', 'directory.import.write')
    .where('subject_id', '=', id)
    .execute();
  expect(acts.every((row) => row.actor_id === (me.actor as PersonActor).personId && row.actor_unit_id === root)).toBe(
    true,
  );
});

async function cut(killer: pg.Client): Promise<void> {
  await killer.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
    and usename = current_user and pid <> pg_backend_pid() and application_name <> 'nhipcau events'`);
}
