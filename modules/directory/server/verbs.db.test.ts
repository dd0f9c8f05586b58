import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { changeContact } from './agencies/change-contact.ts';
import { createAgency } from './agencies/create-agency.ts';
import { getAgency } from './agencies/get-agency.ts';
import { getImage, putImage, removeImage } from './agencies/images.ts';
import { renameAgency } from './agencies/rename-agency.ts';
import { setCode } from './agencies/set-code.ts';
import { agenciesBelow } from './agencies/tree.ts';
import { directory } from './index.ts';
import { assignPerson } from './people/assign-person.ts';
import { createPerson } from './people/create-person.ts';
import { getPerson } from './people/get-person.ts';
import { listPositions } from './people/people.repo.ts';
import { grantRole } from './roles/grant-role.ts';
import { listRoles } from './roles/roles.repo.ts';
import { findNode } from './set-up/node.repo.ts';
import { setUpNode } from './set-up/set-up-node.ts';
import type { DirectoryTables } from './tables.ts';

const DAY = '2026-01-01';
const administrator = { name: 'Nguyễn Văn Đầu', email: 'dau@x.example', password: 'một mật khẩu dài' };
let node: TestPlatform;
let root = '';
let clerk = '';
let roles: ReadonlyMap<string, string>;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  const input = {
    sample: false,
    node: { name: 'Tỉnh Gia Lai', code: 'H21', kind: 'province' as const },
    administrator,
  };
  await setUpNode(node.as({ kind: 'anonymous' }), input);
  root = (await findNode(node.platform))?.rootAgencyId ?? '';
  const db = node.platform.db as Kysely<DirectoryTables>;
  clerk = (await listPositions(db, 100)).find((position) => position.name === 'Chuyên viên')?.id ?? '';
  roles = new Map((await listRoles(db, DAY, 100)).map((role) => [role.code, role.id]));
});
afterAll(() => node.close());

const department = (name: string, more = {}) => ({
  kind: 'department' as const,
  level: 'province' as const,
  name,
  parentId: root,
  from: DAY,
  codes: [],
  ...more,
});

async function audited(action: string) {
  return await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .selectAll()
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .execute();
}

test('a node is set up once; a wrong code is refused in words', async () => {
  const again = { sample: false, node: { name: 'Tỉnh Khác', code: 'H01', kind: 'province' as const }, administrator };
  await expect(setUpNode(node.as(), again)).rejects.toMatchObject({ code: 'platform.already_set_up' });
  const ministry = { ...again, node: { name: 'Bộ Nội vụ', code: 'H09', kind: 'ministry' as const } };
  await expect(setUpNode(node.as(), ministry)).rejects.toThrow('must be G and two digits');
  const [row] = await audited('directory.node.set_up');
  expect(JSON.stringify(row?.after)).not.toContain(administrator.password);
  expect((await getAgency(node.as(), root)).name).toBe('Ủy ban nhân dân tỉnh Gia Lai');
});

test('an agency is founded, stands in the tree at once, and is in the audit', async () => {
  const id = await createAgency(node.as(), department('Sở Nội vụ', { codes: [{ system: 'eid', code: 'H21.03' }] }));
  expect((await agenciesBelow(node.platform, root)).has(id)).toBe(true);
  expect(await getAgency(node.as(), id)).toMatchObject({
    name: 'Sở Nội vụ',
    code: 'H21.03',
    period: { from: DAY, to: null },
  });
  expect((await audited('directory.agency.create'))[0]).toMatchObject({ subject_id: id, unit_id: id });
});

test('founding is refused: without right, with a code in use or malformed, below a lower level, before the parent', async () => {
  const elsewhere = testPerson({ 'directory.agency.write': new Set(['018f0000-0000-7000-8000-000000000000']) });
  await expect(createAgency(node.as(elsewhere), department('Sở A'))).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await expect(createAgency(node.as({ kind: 'anonymous' }), department('Sở A'))).rejects.toMatchObject({
    code: 'platform.not_signed_in',
  });
  const codes = [{ system: 'eid' as const, code: 'H21.09' }];
  const first = await createAgency(node.as(), department('Sở Y tế', { codes }));
  await expect(createAgency(node.as(), department('Sở B', { codes }))).rejects.toMatchObject({
    code: 'directory.code_taken',
  });
  const malformed = department('Sở C', { codes: [{ system: 'eid', code: 'H21-9' }] });
  await expect(createAgency(node.as(), malformed)).rejects.toMatchObject({ code: 'directory.code_invalid' });
  const early = department('Phòng D', { kind: 'division', parentId: first, from: '2025-01-01' });
  await expect(createAgency(node.as(), early)).rejects.toMatchObject({ code: 'directory.agency_closed' });
  const above = department('Bộ E', { level: 'central', kind: 'ministry' });
  await expect(createAgency(node.as(), above)).rejects.toMatchObject({ code: 'directory.parent_invalid' });
});

test('a new name holds from its day; the days before keep theirs', async () => {
  const id = await createAgency(node.as(), department('Sở Thông tin và Truyền thông'));
  const name = { name: 'Sở Khoa học và Công nghệ', from: '2026-06-01' };
  await expect(renameAgency(node.as(testPerson({})), id, name)).rejects.toMatchObject({ code: 'platform.forbidden' });
  await renameAgency(node.as(), id, name);
  expect((await getAgency(node.as(), id, '2026-05-31')).name).toBe('Sở Thông tin và Truyền thông');
  expect((await getAgency(node.as(), id, '2026-06-01')).name).toBe('Sở Khoa học và Công nghệ');
  await expect(renameAgency(node.as(), id, { ...name, from: '2026-03-01' })).rejects.toMatchObject({
    code: 'directory.period_overlaps',
  });
  await expect(renameAgency(node.as(), id, { ...name, from: '2020-01-01' })).rejects.toMatchObject({
    code: 'directory.agency_closed',
  });
  const [row] = await audited('directory.agency.rename');
  expect(row).toMatchObject({
    before: { name: 'Sở Thông tin và Truyền thông' },
    after: { name: 'Sở Khoa học và Công nghệ' },
  });
});

test('a person enters with a post and takes another; two primary posts at a time are refused', async () => {
  const first = await createAgency(node.as(), department('Sở Tài chính'));
  const second = await createAgency(node.as(), department('Sở Tư pháp'));
  const assignment = { agencyId: first, positionId: clerk, from: DAY };
  const outsider = node.as(testPerson({ 'directory.person.write': new Set([second]) }));
  await expect(createPerson(outsider, { name: 'Lê Thị Bốn', assignment })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  const id = await createPerson(node.as(), { name: 'Lê Thị Bốn', email: 'Bon@x.example', assignment });
  await expect(createPerson(node.as(), { name: 'Lê Bốn', email: 'bon@x.example', assignment })).rejects.toMatchObject({
    code: 'directory.email_taken',
  });
  const post = { agencyId: second, positionId: clerk, from: '2026-03-01', to: null, primary: false, acting: true };
  await expect(assignPerson(node.as(testPerson({})), id, post)).rejects.toMatchObject({ code: 'platform.forbidden' });
  await assignPerson(node.as(), id, post);
  await expect(
    assignPerson(node.as(), id, { ...post, primary: true, acting: false, from: '2026-04-01' }),
  ).rejects.toMatchObject({
    code: 'directory.period_overlaps',
  });
  await expect(assignPerson(node.as(), id, { ...post, to: '2026-02-01' })).rejects.toMatchObject({
    code: 'directory.period_invalid',
  });
  const person = await getPerson(node.as(), id);
  expect(person.assignments.map((one) => [one.agency.shortName, one.primary, one.acting])).toEqual([
    ['Sở Tài chính', true, false],
    ['Sở Tư pháp', false, true],
  ]);
  expect(await audited('directory.person.assign')).toHaveLength(1);
});

test('nobody gives a right that they do not hold over all of it', async () => {
  const above = await createAgency(node.as(), department('Sở Xây dựng'));
  const part = await createAgency(node.as(), department('Phòng Quy hoạch', { kind: 'division', parentId: above }));
  const assignment = { agencyId: part, positionId: clerk, from: DAY };
  const person = await createPerson(node.as(), { name: 'Trần Văn Năm', assignment });
  const right = { roleId: roles.get('officer') ?? '', agencyId: above, assignmentId: null, from: DAY, to: null };
  const giver = (units: string[], ...permissions: string[]) =>
    node.as(testPerson(Object.fromEntries(permissions.map((permission) => [permission, new Set(units)]))));
  const reads = ['directory.agency.read', 'directory.person.read', 'directory.role.read'];
  const refused = { code: 'directory.grant_beyond_own' };

  const narrow = giver([above], 'directory.role.grant', ...reads);
  await expect(grantRole(narrow, person, { ...right, scope: 'below' })).rejects.toMatchObject(refused);
  const unread = giver([above, part], 'directory.role.grant');
  await expect(grantRole(unread, person, { ...right, scope: 'below' })).rejects.toMatchObject(refused);
  const ungranting = giver([above, part], ...reads);
  await expect(grantRole(ungranting, person, { ...right, scope: 'unit' })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  const wide = giver([above, part], 'directory.role.grant', ...reads);
  await expect(grantRole(wide, person, { ...right, scope: 'node', agencyId: null })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  const admin = { ...right, roleId: roles.get('system_admin') ?? '', scope: 'below' as const };
  await expect(grantRole(wide, person, admin)).rejects.toMatchObject(refused);
  await grantRole(wide, person, { ...right, scope: 'below' });
  expect((await getPerson(node.as(), person)).grants).toMatchObject([
    { role: { name: 'Chuyên viên' }, scope: 'below' },
  ]);
  expect((await audited('directory.role.grant'))[0]).toMatchObject({ subject_id: person, unit_id: above });
});

test('a right bound to a post needs a post of that person', async () => {
  const somebody = await createPerson(node.as(), {
    name: 'Phạm Sáu',
    assignment: { agencyId: root, positionId: clerk, from: DAY },
  });
  const right = { roleId: roles.get('viewer') ?? '', scope: 'node' as const, agencyId: null, from: DAY, to: null };
  await expect(
    grantRole(node.as(), somebody, { ...right, assignmentId: '018f0000-0000-7000-8000-000000000000' }),
  ).rejects.toMatchObject({ code: 'directory.assignment_not_found' });
  await expect(grantRole(node.as(), somebody, { ...right, assignmentId: null, to: DAY })).rejects.toMatchObject({
    code: 'directory.period_invalid',
  });
});

test('an agency says where it is reached, and takes another code from a day on', async () => {
  const id = await createAgency(node.as(), department('Sở Y', { codes: [{ system: 'eid', code: 'H21.31' }] }));
  const contact = { address: '17 Trần Phú', phone: '0269 3824 404', email: 'soy@x.example', website: null };
  await expect(changeContact(node.as(testPerson({})), id, contact)).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await changeContact(node.as(), id, contact);
  expect((await getAgency(node.as(), id)).contact).toEqual(contact);
  await setCode(node.as(), id, { system: 'eid', code: 'H21.32', from: '2026-06-01' });
  await setCode(node.as(), id, { system: 'eid_old', code: '000.00.31.H21', from: '2026-06-01' });
  expect((await getAgency(node.as(), id, '2026-05-31')).code).toBe('H21.31');
  expect((await getAgency(node.as(), id, '2026-06-01')).code).toBe('H21.32');
  await setCode(node.as(), id, { system: 'eid', code: null, from: '2026-09-01' });
  expect((await getAgency(node.as(), id)).code).toBeNull();
  await expect(setCode(node.as(), id, { system: 'eid', code: 'H21.33', from: '2026-06-01' })).rejects.toMatchObject({
    code: 'directory.period_overlaps',
  });
  await expect(setCode(node.as(), id, { system: 'portal', code: 'H21', from: '2026-06-01' })).rejects.toMatchObject({
    code: 'directory.code_invalid',
  });
  expect((await audited('directory.agency.set_code')).map((row) => row.after)).toContainEqual({
    system: 'eid',
    code: 'H21.32',
    from: '2026-06-01',
  });
});

test('a logo is kept as it came and taken away again', async () => {
  const id = await createAgency(node.as(), department('Sở Có logo'));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>';
  await putImage(node.as(), id, 'logo', Buffer.from(svg).toString('base64'));
  expect((await getAgency(node.as(), id)).images).toMatchObject({
    seal: null,
    logo: expect.stringMatching(/logo\?v=\w{12}$/),
  });
  const { mediaType, bytes } = await getImage(node.as(), id, 'logo');
  expect([mediaType, bytes.toString()]).toEqual(['image/svg+xml', svg]);
  await expect(putImage(node.as(), id, 'seal', 'AAAA')).rejects.toMatchObject({ code: 'directory.image_refused' });
  await removeImage(node.as(), id, 'logo');
  await expect(getImage(node.as(), id, 'logo')).rejects.toMatchObject({ code: 'directory.image_not_found' });
});
