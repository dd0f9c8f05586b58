import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#platform/server/audit/verify.ts';
import { insertAccounts } from '#platform/server/auth/accounts.repo.ts';
import { may, type PersonActor } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { Delegate, GrantScope } from '../../contract.ts';
import { createAgency } from '../agencies/create-agency.ts';
import { forgetCache } from '../cache.ts';
import { delegate } from '../delegations/delegate.ts';
import { delegationsOf } from '../delegations/list-delegations.ts';
import { revokeDelegation } from '../delegations/revoke-delegation.ts';
import { wearHat } from '../hats/wear-hat.ts';
import { directory } from '../index.ts';
import { grantRole } from '../roles/grant-role.ts';
import { revokeGrant } from '../roles/revoke-grant.ts';
import { findActor } from '../roles/rights.ts';
import { getRoleMatrix, listHolders, offerRoles } from '../roles/role-matrix.ts';
import { changeRole, createRole, removeRole } from '../roles/write-role.ts';
import { getSession } from '../session/get-session.ts';
import { findNode } from '../set-up/node.repo.ts';
import { setUpNode } from '../set-up/set-up-node.ts';
import type { DirectoryTables } from '../tables.ts';
import { assignPerson } from './assign-person.ts';
import { changeAssignment } from './change-assignment.ts';
import { changePerson } from './change-person.ts';
import { createPerson } from './create-person.ts';
import { endAssignment } from './end-assignment.ts';
import { endPerson } from './end-person.ts';
import { getPerson, personAfter } from './get-person.ts';
import { listPeople } from './list-people.ts';
import { linkAccounts, listPositions } from './people.repo.ts';

/*
 * People through their working lives, as the people of the node themselves act: hats, what is lent, what ends, who may
 * give what. Two agencies; an administrator of the node, one of the first agency.
 */

let node: TestPlatform;
let db: Kysely<DirectoryTables>;
let now = new Date('2026-11-25T03:00:00Z');
let root = '';
let one = '';
let other = '';
let head = '';
let clerk = '';
let roles: ReadonlyMap<string, string>;
let admin: Context;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => now });
  db = node.platform.db as Kysely<DirectoryTables>;
  await setUpNode(node.as({ kind: 'anonymous' }), {
    sample: false,
    node: { name: 'Tỉnh Gia Lai', code: 'H21', kind: 'province' },
    administrator: { name: 'Nguyễn Văn Đầu', email: 'dau@x.example', password: 'một mật khẩu dài' },
  });
  root = (await findNode(node.platform))?.rootAgencyId ?? '';
  const positions = await listPositions(db, 100);
  head = positions.find(({ name }) => name === 'Chánh Văn phòng')?.id ?? '';
  clerk = positions.find(({ name }) => name === 'Chuyên viên')?.id ?? '';
  roles = new Map((await db.selectFrom('directory.role').select(['code', 'id']).execute()).map((r) => [r.code, r.id]));
  const account = await db.selectFrom('directory.account_person').select('account_id').executeTakeFirstOrThrow();
  admin = await signedIn(account.account_id);
  const unit = { kind: 'department', level: 'province', parentId: root, from: '2025-07-01' } as const;
  one = await createAgency(admin, { ...unit, codes: [], name: 'Văn phòng UBND tỉnh' });
  other = await createAgency(admin, { ...unit, codes: [], name: 'Sở Nội vụ' });
});
afterAll(() => node.close());

let sessions = 0;

/** Opens a session of an account; who it is, is asked anew each time. */
async function signedIn(accountId: string, sessionId = ''): Promise<Context> {
  const session = sessionId || (await openSession(accountId));
  const actor = await findActor(node.platform, { accountId, sessionId: session } as never);
  if (!actor) throw new Error('Nobody.');
  return node.as(actor);
}

async function openSession(accountId: string): Promise<string> {
  const id = uuidv7();
  sessions += 1;
  await sql`insert into platform.auth_session (id, account_id, token, expires_at)
    values (${id}, ${accountId}, ${`t${sessions}`}, '2030-01-01')`.execute(db);
  return id;
}

const again = ({ actor }: Context) => {
  const { accountId, sessionId } = actor as PersonActor;
  return signedIn(accountId, sessionId);
};

interface Person {
  id: string;
  post: string;
  ctx: Context;
}

/** A person with an account, a post and a role bound to the post. */
async function hire(name: string, agencyId: string, positionId: string, role?: [string, GrantScope]): Promise<Person> {
  const id = await createPerson(admin, { name, assignment: { agencyId, positionId, from: '2026-01-01' } });
  const post = (await getPerson(admin, id)).assignments[0]?.id ?? '';
  if (role) {
    const [code, scope] = role;
    const where = { scope, agencyId: scope === 'node' ? null : agencyId };
    const roleId = roles.get(code) ?? '';
    await grantRole(admin, id, { ...where, roleId, assignmentId: post, from: '2026-01-01', to: null });
  }
  const email = `${id}@x.example`;
  const accountId = await node.platform.db.transaction().execute(async (trx) => {
    const [account] = await insertAccounts(trx as never, [{ email, name, passwordHash: 'x' }]);
    await linkAccounts(trx as never, [{ accountId: account ?? '', personId: id }]);
    return account ?? '';
  });
  return { id, post, ctx: await signedIn(accountId) };
}

const term = { from: '2026-11-20', to: '2026-12-20' };
const basis = 'Giấy ủy quyền 12/GUQ-VP ngày 19/11/2026';

test('a person with two posts has the rights of the hat that is on, and what is done is recorded under it', async () => {
  const person = await hire('Trần Hai Mũ', one, head, ['agency_admin', 'below']);
  const second = await assignPerson(admin, person.id, {
    agencyId: other,
    positionId: clerk,
    from: '2026-01-15',
    to: null,
    primary: false,
    acting: false,
    legalBasis: 'QĐ 3/QĐ-UBND',
  });
  const reader = roles.get('reader') ?? '';
  await grantRole(admin, person.id, {
    roleId: reader,
    scope: 'unit',
    agencyId: other,
    assignmentId: second,
    from: '2026-01-15',
    to: null,
  });
  let me = await again(person.ctx);
  expect(me.actor).toMatchObject({ unitId: one, assignmentId: person.post });
  expect(may(me.actor, 'directory.person.write', one)).toBe(true);
  expect(may(me.actor, 'directory.person.read', other)).toBe(false);
  const { person: told } = await getSession(me);
  expect(told?.hats.map(({ position, unit, on }) => [position, unit.name, on])).toEqual([
    ['Chánh Văn phòng', 'Văn phòng UBND tỉnh', true],
    ['Chuyên viên', 'Sở Nội vụ', false],
  ]);

  await wearHat(me, { kind: 'post', id: second });
  me = await again(person.ctx);
  expect(me.actor).toMatchObject({ unitId: other, assignmentId: second });
  expect(may(me.actor, 'directory.person.write')).toBe(false);
  expect(may(me.actor, 'directory.person.read', other)).toBe(true);
  expect((await getSession(me)).person?.position).toBe('Chuyên viên');
  // Another session of the same person keeps its own hat.
  expect((await signedIn((me.actor as PersonActor).accountId)).actor).toMatchObject({ unitId: one });

  await wearHat(me, { kind: 'post', id: person.post });
  const row = await lastAudit('directory.session.wear_hat');
  expect(row).toMatchObject({ actor_id: person.id, actor_unit_id: other, actor_assignment_id: second });
  await expect(wearHat(me, { kind: 'post', id: uuidv7() })).rejects.toMatchObject({ code: 'directory.hat_not_found' });

  // A hat falls when its post ends.
  await wearHat(me, { kind: 'post', id: second });
  await endAssignment(admin, second, { on: '2026-11-25' });
  expect((await again(person.ctx)).actor).toMatchObject({ unitId: one });
});

test('an absent head lends rights: they hold under that hat, in that name, until the end, the revocation or the loss', async () => {
  const giver = await hire('Lê Vắng Mặt', one, head, ['agency_admin', 'below']);
  const taker = await hire('Phạm Làm Thay', other, clerk, ['reader', 'unit']);
  const rights = { permissions: ['directory.person.*'], scope: 'unit' as const, agencyId: one, legalBasis: basis };
  const wanted: Delegate = {
    takerId: taker.id,
    assignmentId: giver.post,
    sourceId: null,
    ...rights,
    ...term,
    onward: false,
  };
  const id = await delegate(giver.ctx, giver.id, wanted);
  expect(may((await again(taker.ctx)).actor, 'directory.person.write', one)).toBe(false);

  await wearHat(taker.ctx, { kind: 'delegation', id });
  const acting = await again(taker.ctx);
  expect(acting.actor).toMatchObject({ personId: taker.id, unitId: one, assignmentId: giver.post });
  expect(may(acting.actor, 'directory.person.write', one)).toBe(true);
  // Not what was not named, not beyond the scope, and not what the taker holds under the own hat.
  for (const [permission, unit] of [
    ['directory.agency.write', one],
    ['directory.role.grant', one],
    ['directory.person.read', other],
  ] as const)
    expect(may(acting.actor, permission, unit)).toBe(false);
  await createPerson(acting, { name: 'Hồ Mới', assignment: { agencyId: one, positionId: clerk, from: '2026-11-01' } });
  expect(await lastAudit('directory.person.create')).toMatchObject({
    actor_id: taker.id,
    actor_unit_id: one,
    actor_assignment_id: giver.post,
    on_behalf_of_id: giver.id,
  });
  const lent = {
    giver: { name: 'Lê Vắng Mặt' },
    taker: { name: 'Phạm Làm Thay' },
    state: 'in_force',
    legalBasis: basis,
  };
  expect((await delegationsOf(taker.ctx, taker.id)).rows).toMatchObject([lent]);
  expect((await delegationsOf(giver.ctx, giver.id)).rows).toMatchObject([lent]);

  // No chain unless it was said.
  const third = await hire('Đỗ Thứ Ba', other, clerk);
  const onward = { ...wanted, takerId: third.id, sourceId: id };
  await expect(delegate(acting, taker.id, onward)).rejects.toMatchObject({ code: 'directory.delegation_chain' });

  // The end comes by itself, and the taker stands under the own hat again.
  now = new Date('2026-12-20T03:00:00Z');
  expect((await again(taker.ctx)).actor).toMatchObject({ unitId: other });
  now = new Date('2026-11-25T04:00:00Z');
  forgetCache(node.platform);
  expect((await again(taker.ctx)).actor).toMatchObject({ unitId: one });

  // What the giver loses, the taker loses.
  const grantId = (await getPerson(admin, giver.id)).grants[0]?.id ?? '';
  await revokeGrant(admin, grantId);
  expect((await again(taker.ctx)).actor).toMatchObject({ unitId: one });
  expect(may((await again(taker.ctx)).actor, 'directory.person.write')).toBe(false);

  await revokeDelegation(giver.ctx, id);
  expect((await again(taker.ctx)).actor).toMatchObject({ unitId: other });
  await expect(revokeDelegation(giver.ctx, id)).rejects.toMatchObject({ code: 'directory.delegation_over' });
  const { faults } = await verifyAudit(db as unknown as Kysely<PlatformTables>, node.platform.secrets.auditKey);
  expect(faults).toEqual([]);
});

test('what may be handed on is handed on, and falls with its source', async () => {
  const giver = await hire('Cao Gốc', one, head, ['agency_admin', 'below']);
  const taker = await hire('Cao Giữa', one, clerk);
  const last = await hire('Cao Cuối', one, clerk);
  const base = { assignmentId: giver.post, scope: 'post' as const, agencyId: null, legalBasis: basis, ...term };
  const permissions = ['directory.person.read'];
  const first = await delegate(giver.ctx, giver.id, {
    ...base,
    permissions,
    takerId: taker.id,
    sourceId: null,
    onward: true,
  });
  const second = await delegate(taker.ctx, taker.id, {
    ...base,
    permissions: ['*'],
    takerId: last.id,
    sourceId: first,
    onward: false,
  });
  await wearHat(last.ctx, { kind: 'delegation', id: second });
  const actor = (await again(last.ctx)).actor as PersonActor;
  expect([...actor.reach.keys()]).toEqual(permissions);
  await revokeDelegation(giver.ctx, first);
  expect(may((await again(last.ctx)).actor, 'directory.person.read')).toBe(false);
});

test('nobody writes down in another’s name what they do not hold themselves', async () => {
  const leader = await hire('Ngô Lãnh Đạo', one, head, ['leader', 'node']);
  const keeper = await hire('Ngô Quản Trị', one, clerk, ['agency_admin', 'below']);
  const wanted: Delegate = {
    takerId: keeper.id,
    assignmentId: leader.post,
    sourceId: null,
    scope: 'post' as const,
    agencyId: null,
    permissions: ['directory.person.read'],
    legalBasis: basis,
    onward: false,
    ...term,
  };
  const refused = { code: 'directory.grant_beyond_own' };
  await expect(delegate(keeper.ctx, leader.id, wanted)).rejects.toMatchObject(refused);
  const here: Delegate = { ...wanted, scope: 'unit', agencyId: one };
  await expect(delegate(keeper.ctx, leader.id, here)).resolves.toBeTypeOf('string');
  const empty = { ...wanted, permissions: ['directory.person.write'] };
  await expect(delegate(leader.ctx, leader.id, empty)).rejects.toMatchObject({ code: 'directory.delegation_empty' });
  const himself = { ...wanted, takerId: leader.id };
  await expect(delegate(leader.ctx, leader.id, himself)).rejects.toMatchObject({
    code: 'directory.delegation_to_oneself',
  });
  const outside = await hire('Ngô Ngoài', other, clerk, ['agency_admin', 'below']);
  await expect(delegate(outside.ctx, leader.id, here)).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('names and posts are corrected, posts end, people leave; each with before and after', async () => {
  const person = await hire('Bùi Thị Nhầm', one, clerk, ['reader', 'unit']);
  const email = (await getPerson(admin, person.id)).email;
  await changePerson(admin, person.id, { name: 'Bùi Thị Đúng', email, phone: '0258 3822 000' });
  expect(await getPerson(admin, person.id)).toMatchObject({ name: 'Bùi Thị Đúng', phone: '0258 3822 000' });
  await expect(
    changePerson(admin, person.id, { name: 'Bùi Thị Đúng', email: 'khac@x.example', phone: null }),
  ).rejects.toMatchObject({ code: 'directory.email_signs_in' });
  const change = { from: '2026-02-01', to: null, primary: true, acting: true, legalBasis: 'QĐ 9/QĐ-VP' };
  await changeAssignment(admin, person.post, change);
  expect((await getPerson(admin, person.id)).assignments).toMatchObject([
    { acting: true, legalBasis: 'QĐ 9/QĐ-VP', period: { from: '2026-02-01' } },
  ]);
  const early = { ...change, from: '2020-01-01' };
  await expect(changeAssignment(admin, person.post, early)).rejects.toMatchObject({ code: 'directory.agency_closed' });
  const outside = await hire('Bùi Ngoài', other, clerk, ['agency_admin', 'below']);
  await expect(endAssignment(outside.ctx, person.post, { on: '2026-11-25' })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await endPerson(admin, person.id, { on: '2026-11-25', reason: 'Nghỉ hưu' });
  const left = await personAfter(admin, person.id);
  expect(left).toMatchObject({ assignments: [], pastAssignments: [{ period: { to: '2026-11-25' } }] });
  expect(left.grants).toMatchObject([{ period: { to: '2026-11-25' } }]);
  await expect(again(person.ctx)).rejects.toThrow('Nobody');
  expect(await lastAudit('directory.person.end')).toMatchObject({ after: { on: '2026-11-25', reason: 'Nghỉ hưu' } });
  await expect(endPerson(admin, person.id, { on: '2026-11-25', reason: 'x' })).rejects.toMatchObject({
    code: 'directory.person_left',
  });
});

test('a role is changed by who holds all of it; the last administrator stays', async () => {
  const mine = admin.actor as PersonActor;
  const last = { code: 'directory.last_administrator' };
  const [grant] = (await getPerson(admin, mine.personId)).grants;
  await expect(revokeGrant(admin, grant?.id ?? '')).rejects.toMatchObject(last);
  await expect(endPerson(admin, mine.personId, { on: '2026-11-26', reason: 'x' })).rejects.toMatchObject(last);
  const system = roles.get('system_admin') ?? '';
  const harmless = { name: 'Quản trị hệ thống', description: '', permissions: ['*.read'] };
  await expect(changeRole(admin, system, harmless)).rejects.toMatchObject(last);

  const keeper = await hire('Đinh Quản Trị', one, clerk, ['agency_admin', 'below']);
  const role = { name: 'Văn thư cơ quan', description: 'Sổ văn bản', permissions: ['directory.person.read'] };
  await expect(createRole(keeper.ctx, role)).rejects.toMatchObject({ code: 'platform.forbidden' });
  const id = await createRole(admin, role);
  await expect(createRole(admin, role)).rejects.toMatchObject({ code: 'directory.role_name_taken' });
  await changeRole(admin, id, { ...role, permissions: ['directory.*'] });
  const matrix = await getRoleMatrix(admin);
  expect(matrix.roles.find((one) => one.id === id)?.covers).toEqual(
    matrix.permissions.filter((permission) => permission.startsWith('directory.')),
  );
  expect((await getRoleMatrix(keeper.ctx)).roles.find((one) => one.id === id)).toMatchObject({
    can: { change: false, remove: false },
    lacks: 'directory.role.grant',
  });
  const offers = (await offerRoles(keeper.ctx, one, 'unit')).rows;
  expect(offers.find(({ roleId }) => roleId === roles.get('officer'))?.lacks).toBeNull();
  await expect(offerRoles(keeper.ctx, one, 'node')).rejects.toMatchObject({ code: 'platform.forbidden' });
  await removeRole(admin, id);
  await expect(removeRole(admin, roles.get('reader') ?? '')).rejects.toMatchObject({ code: 'directory.role_held' });

  const { rows, total } = await listHolders(admin, { permission: 'directory.role.write', limit: 1 });
  expect(rows).toHaveLength(1);
  expect(total).toBeGreaterThan(1);
  const seen = await listHolders(keeper.ctx, { permission: 'directory.person.read', limit: 50 });
  expect(new Set(seen.rows.map((row) => row.agency?.id))).toEqual(new Set([one]));
});

test('the list is narrowed by position, role, state and account', async () => {
  const find = async (more: object) => (await listPeople(admin, { below: true, limit: 200, ...more })).total;
  const all = (await find({})) ?? 0;
  expect((await find({ state: 'active' })) ?? 0).toBe(all - ((await find({ state: 'left' })) ?? 0));
  expect((await find({ account: true })) ?? 0).toBe(all - ((await find({ account: false })) ?? 0));
  expect(await find({ positionId: head, agencyId: one })).toBeGreaterThan(2);
  expect(await find({ roleId: roles.get('leader') })).toBe(1);
});

async function lastAudit(action: string) {
  return await (db as unknown as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .selectAll()
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
}
