import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { getAgency } from './agencies/get-agency.ts';
import { listAgencies, listChildren } from './agencies/list-agencies.ts';
import { demo } from './demo.ts';
import { currentAgencies, directory, sampleAccounts } from './index.ts';
import { getPerson } from './people/get-person.ts';
import { listPeople } from './people/list-people.ts';
import { findActor } from './roles/rights.ts';
import { getSession } from './session/get-session.ts';

const TODAY = new Date('2026-11-25T03:00:00Z');
let node: TestPlatform;
let loadMs = 0;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => TODAY });
  const start = performance.now();
  await demo(node.as(), () => {});
  loadMs = performance.now() - start;
});
afterAll(() => node.close());

test('the sample province loads in seconds, and a second time changes nothing', async () => {
  // Four on a quiet machine of two cores.
  expect(loadMs).toBeLessThan(15_000);
  const count = async () => (await listAgencies(node.as(), { limit: 1 })).total;
  const before = await count();
  await demo(node.as(), () => {});
  expect(await count()).toBe(before);
});

test('today there are 65 communes below the province, and no district', async () => {
  const ctx = node.as();
  const of = async (kind: 'ward' | 'commune' | 'special_zone' | 'district' | 'township') =>
    (await listAgencies(ctx, { kind, limit: 1 })).total;
  expect(await Promise.all([of('ward'), of('commune'), of('special_zone')])).toEqual([16, 48, 1]);
  expect(await Promise.all([of('district'), of('township')])).toEqual([0, 0]);
  const roots = await listChildren(ctx, { limit: 10 });
  expect(roots.rows.map((row) => [row.shortName, row.code])).toEqual([['UBND tỉnh Khánh Hòa', 'H32']]);
  const children = await listChildren(ctx, { parentId: roots.rows[0]?.id, limit: 500 });
  expect(children.rows).toHaveLength(79);
  expect(children.rows[0]?.shortName).toBe('VP UBND tỉnh');
});

test('on the last day of June 2025 there were two provinces with districts and 194 communes', async () => {
  const ctx = node.as();
  const asOf = '2025-06-30';
  const roots = await listChildren(ctx, { asOf, limit: 10 });
  expect(roots.rows.map((row) => [row.shortName, row.code])).toEqual([
    ['UBND tỉnh Khánh Hòa', 'H32'],
    ['Tỉnh Ninh Thuận', '58'],
  ]);
  expect(roots.rows.map((row) => row.childCount)).toEqual([9, 7]);
  expect((await listAgencies(ctx, { asOf, level: 'commune', limit: 1 })).total).toBe(194);
});

test('what bears the words as its name comes first, then what begins with them; pages go on in that order', async () => {
  const ctx = node.as();
  const found = async (q: string) => (await listAgencies(ctx, { q, limit: 5 })).rows.map(({ name }) => name);
  expect((await found('so khoa hoc'))[0]).toBe('Sở Khoa học và Công nghệ');
  expect((await found('Sở Khoa học và Công nghệ'))[0]).toBe('Sở Khoa học và Công nghệ');
  expect((await found('vp ubnd tinh'))[0]).toBe('Văn phòng Ủy ban nhân dân tỉnh');

  const all = (await listAgencies(ctx, { q: 'khoa', limit: 200 })).rows.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAgencies(ctx, { q: 'khoa', limit: 3, ...(cursor && { cursor }) });
    paged.push(...page.rows.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
});

test('an agency is found without accents, in any order of words, by short name and by code', async () => {
  const ctx = node.as();
  const found = async (q: string) => (await listAgencies(ctx, { q, limit: 5 })).rows.map((row) => row.shortName);
  expect(await found('bac nha trang')).toEqual(['Phường Bắc Nha Trang']);
  expect(await found('trang bắc NHA')).toEqual(['Phường Bắc Nha Trang']);
  expect(await found('so y te')).toContain('Sở Y tế');
  expect(await found('22366')).toEqual(['Phường Nha Trang']);
  expect(await found('h32.07')).toEqual(['Sở Công Thương']);
  expect(await found('%')).toEqual([]);
});

test('pages follow one another without gap or double', async () => {
  const ctx = node.as();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAgencies(ctx, { limit: 23, cursor });
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  const total = (await listAgencies(ctx, { limit: 1 })).total;
  expect(new Set(seen).size).toBe(total);
  expect(seen).toHaveLength(total ?? 0);
  await expect(listAgencies(ctx, { limit: 5, cursor: 'bm9wZQ' })).rejects.toMatchObject({
    code: 'platform.input_invalid',
  });
});

test('a commune shows its path, codes, place and whence it may have come, marked as guessed', async () => {
  const ctx = node.as();
  const [row] = (await listAgencies(ctx, { q: 'dac khu truong sa', limit: 1 })).rows;
  const agency = await getAgency(ctx, row?.id ?? '');
  expect(agency.path.map((step) => step.shortName)).toEqual(['UBND tỉnh Khánh Hòa']);
  expect(agency.codes.map(({ system, sample }) => [system, sample])).toEqual([
    ['eid', true],
    ['statistics', false],
  ]);
  expect(agency.links.map((link) => [link.direction, link.guessed, link.agency.shortName])).toEqual([
    ['from', true, 'Thị trấn Trường Sa'],
    ['from', true, 'Xã Sinh Tồn'],
    ['from', true, 'Xã Song Tử Tây'],
  ]);
  expect(agency.place?.latitude).toBeGreaterThan(5);
  expect(agency.peopleBelowCount).toBeGreaterThan(3);
});

test('a closed agency shows itself on its last day, and where its work went', async () => {
  const ctx = node.as();
  const [row] = (await listAgencies(ctx, { q: 'ninh thuan', asOf: '2025-06-30', level: 'province', limit: 1 })).rows;
  const agency = await getAgency(ctx, row?.id ?? '');
  expect(agency.asOf).toBe('2025-06-30');
  expect(agency.children).toHaveLength(7);
  expect(agency.links).toMatchObject([
    { direction: 'to', guessed: false, agency: { shortName: 'UBND tỉnh Khánh Hòa' } },
  ]);
  expect(agency.can).toEqual({
    change: false,
    rename: false,
    createBelow: false,
    assignPeople: false,
    grantRoles: false,
  });
});

test('about 600 people stand by given name, are found without accents, and below an agency', async () => {
  const ctx = node.as();
  const everybody = await listPeople(ctx, { below: true, limit: 200 });
  expect(everybody.total).toBeGreaterThan(550);
  expect(everybody.total).toBeLessThan(750);
  const given = everybody.rows.map((row) => row.name.split(' ').at(-1) ?? '');
  expect(given).toEqual([...given].sort(new Intl.Collator('vi').compare));
  const found = await listPeople(ctx, { q: 'chuyen le van', below: true, limit: 5 });
  expect(found.rows.map((row) => row.name)).toEqual(['Lê Văn Chuyển']);
  const [department] = (await listAgencies(ctx, { q: 'so khoa hoc va cong nghe', kind: 'department', limit: 1 })).rows;
  const at = async (below: boolean) =>
    (await listPeople(ctx, { agencyId: department?.id, below, limit: 1 })).total ?? 0;
  expect(await at(true)).toBeGreaterThan(await at(false));
});

test('the sample has a person with two posts, one in charge without appointment, and some who left', async () => {
  const { rows } = await sql<{ two: number; acting: number; left: number }>`
    select
      (select count(*) from (select person_id from directory.assignment where valid_to is null and not acting
        group by person_id having count(distinct agency_id) > 1) x) as two,
      (select count(*) from directory.assignment where acting) as acting,
      (select count(*) from directory.person p where not exists
        (select from directory.assignment s where s.person_id = p.id and s.valid_to is null)) as left`.execute(
    node.platform.db,
  );
  expect(rows[0]?.two).toBe(1);
  expect(rows[0]?.acting).toBeGreaterThan(0);
  expect(rows[0]?.left).toBeGreaterThan(5);
});

test('every sample account signs in and has the rights of its role, where it has them', async () => {
  const auth = openAuth(node.platform);
  const admin = await actorOf('admin@khanhhoa.example');
  expect([...(admin?.reach.values() ?? [])].every((reach) => reach === 'all')).toBe(true);
  const ward = await actorOf('quantri.nhatrang@khanhhoa.example');
  expect(ward?.reach.get('directory.agency.write')).toEqual(new Set([ward?.unitId]));
  expect(ward?.reach.get('directory.agency.read')).toBe('all');
  const department = await actorOf('quantri.khcn@khanhhoa.example');
  expect(department?.reach.get('directory.person.write')).toHaveProperty('size', 5);
  const viewer = await actorOf('nguoixem@khanhhoa.example');
  expect([...(viewer?.reach.keys() ?? [])].sort()).toEqual(['directory.agency.read', 'directory.person.read']);

  async function actorOf(email: string) {
    const account = sampleAccounts.find((candidate) => candidate.email === email);
    const accountId = (await auth.checkPassword(email, account?.password ?? '')) ?? '';
    return await findActor(node.platform, { accountId, sessionId: 's', method: 'password' });
  }
});

test('the session names node, person, unit and permissions', async () => {
  const auth = openAuth(node.platform);
  const accountId = (await auth.checkPassword('lanhdao@khanhhoa.example', 'NhipCau-2026')) ?? '';
  const actor = await findActor(node.platform, { accountId, sessionId: 's', method: 'password' });
  expect(await getSession(node.as(actor ?? undefined))).toMatchObject({
    setUp: 'ready',
    node: { name: 'Tỉnh Khánh Hòa', code: 'H32', kind: 'province' },
    person: { name: 'Trần Thị Lãnh Đạo', position: 'Phó Chủ tịch', unit: { shortName: 'UBND tỉnh Khánh Hòa' } },
  });
  expect((await getSession(node.as({ kind: 'anonymous' }))).person).toBeNull();
});

test('who may read people of one agency only sees those, in the list and one by one', async () => {
  const agencies = await currentAgencies(node.platform);
  const mine = agencies.find((agency) => agency.shortName === 'Phường Nha Trang');
  const reader = node.as(testPerson({ 'directory.person.read': new Set([mine?.id ?? '']) }));
  const shown = await listPeople(reader, { below: true, limit: 200 });
  expect(shown.rows.length).toBeGreaterThan(3);
  expect(shown.rows.every((row) => row.assignments.some((post) => post.agency.id === mine?.id))).toBe(true);
  const all = await listPeople(node.as(), { below: true, limit: 200 });
  const ids = new Set(shown.rows.map((row) => row.id));
  for (const { id } of all.rows.slice(0, 40)) {
    const answer = await getPerson(reader, id).then(
      () => 'shown',
      (error) => error.code,
    );
    expect(answer).toBe(ids.has(id) ? 'shown' : 'directory.person_not_found');
  }
});
