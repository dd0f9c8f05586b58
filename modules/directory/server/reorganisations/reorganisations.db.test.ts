import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { CreateAgency, Move } from '../../contract.ts';
import { createAgency } from '../agencies/create-agency.ts';
import { getAgency } from '../agencies/get-agency.ts';
import { renameAgency } from '../agencies/rename-agency.ts';
import { insertDelegation, type NewDelegation, revoke } from '../delegations/delegations.repo.ts';
import { delegationsOf } from '../delegations/list-delegations.ts';
import { agenciesBelow, directory } from '../index.ts';
import { assignPerson } from '../people/assign-person.ts';
import { createPerson } from '../people/create-person.ts';
import { getPerson } from '../people/get-person.ts';
import { listPositions } from '../people/people.repo.ts';
import { grantRole } from '../roles/grant-role.ts';
import { listRoles } from '../roles/roles.repo.ts';
import { findNode } from '../set-up/node.repo.ts';
import { setUpNode } from '../set-up/set-up-node.ts';
import type { DirectoryTables } from '../tables.ts';
import { applyDue } from './apply-due.job.ts';
import { applyReorganisation, withdrawReorganisation } from './apply-reorganisation.ts';
import { changeMoves } from './change-moves.ts';
import { discardReorganisation } from './change-reorganisation.ts';
import { getReorganisation } from './get-reorganisation.ts';
import { listReorganisations } from './list-reorganisations.ts';
import { previewReorganisation } from './preview-reorganisation.ts';
import { revertReorganisation } from './revert-reorganisation.ts';
import { abolish, carryOut, draft, dump, found, merge, rename, split, transfer } from './testing.ts';

const DAY = '2026-06-01';
const START = '2026-01-01';
let now = new Date('2026-11-25T03:00:00Z');
let node: TestPlatform;
let root = '';
let clerk = '';
let roles: ReadonlyMap<string, string>;
/** Agencies at which the module of this test says it has something open. */
const busy = new Set<string>();

const busyModule: ServerModule = {
  name: 'busy',
  errors: {},
  permissions: [],
  migrations: {},
  async reorganisationEffects(_ctx, moves) {
    return moves.flatMap(({ fromId }) =>
      fromId !== null && busy.has(fromId) ? [{ unitId: fromId, what: 'things', count: 3, examples: [] }] : [],
    );
  },
};

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, busyModule], now: () => now });
  const administrator = { name: 'Nguyễn Văn Đầu', email: 'dau@x.example', password: 'một mật khẩu dài' };
  const facts = { name: 'Tỉnh Gia Lai', code: 'H21', kind: 'province' as const };
  await setUpNode(node.as({ kind: 'anonymous' }), { sample: false, node: facts, administrator });
  root = (await findNode(node.platform))?.rootAgencyId ?? '';
  clerk = (await listPositions(db(), 100)).find((position) => position.name === 'Chuyên viên')?.id ?? '';
  roles = new Map((await listRoles(db(), START, 100)).map((role) => [role.code, role.id]));
});
afterAll(() => node.close());

const db = () => node.platform.db as Kysely<DirectoryTables>;
const all = () => node.as();

let made = 0;
async function department(more: Partial<CreateAgency> = {}): Promise<string> {
  const facts = { kind: 'department', level: 'province', name: `Sở ${++made}`, parentId: root, from: START } as const;
  return await createAgency(all(), { ...facts, codes: [], ...more });
}

async function person(agencyId: string, from = START): Promise<string> {
  return await createPerson(all(), { name: `Lê Văn ${++made}`, assignment: { agencyId, positionId: clerk, from } });
}

async function problemsOf(moves: readonly Move[], day = DAY): Promise<string[]> {
  const id = await draft(all(), day, moves);
  const { problems } = await previewReorganisation(all(), id);
  expect((await getReorganisation(all(), id)).state).toBe(problems.length === 0 ? 'ready' : 'draft');
  await discardReorganisation(all(), id);
  return problems.map((problem) => problem.code);
}

test('a merger ends the givers, founds the heir, takes people and children along, and links them', async () => {
  const [one, two, heir] = [await department(), await department(), uuidv7()];
  const division = await department({ kind: 'division', name: 'Phòng A', parentId: one });
  const codes = [{ system: 'eid' as const, code: 'H21.41' }];
  const three = await department({ codes });
  const [first, second] = [await person(one), await person(two)];
  const moves = [
    found(heir, root, 'Sở Gộp', { codes: [{ ...codes[0], system: 'eid', code: 'H21.41', sample: false }] }),
    merge(one, heir),
    merge(two, heir),
    merge(three, heir),
  ];
  const { id, effects } = await carryOut(all(), DAY, moves);
  expect(effects).toMatchObject({
    problems: [],
    ends: { count: 3 },
    founded: { count: 1 },
    posts: { count: 2 },
    postsEnding: 0,
    moved: { rows: [{ agency: { name: 'Phòng A' }, to: { name: 'Sở Gộp' } }] },
  });
  expect(effects.codes.rows.map(({ code, what }) => `${code} ${what}`).sort()).toEqual([
    'H21.41 begins',
    'H21.41 ends',
  ]);
  const after = await getAgency(all(), heir);
  expect(after).toMatchObject({ name: 'Sở Gộp', code: 'H21.41', period: { from: DAY, to: null }, peopleCount: 2 });
  expect(after.links.map((link) => [link.direction, link.kind, link.legalBasis, link.guessed])).toEqual(
    Array(3).fill(['from', 'merge', '01/NQ-HĐND', false]),
  );
  expect(after.children.map((child) => child.name)).toEqual(['Phòng A']);
  expect((await getAgency(all(), division, '2026-05-31')).parent?.id).toBe(one);
  expect((await getAgency(all(), one)).period.to).toBe(DAY);
  expect((await agenciesBelow(node.platform, heir)).size).toBe(2);
  for (const who of [first, second]) {
    const now = await getPerson(all(), who);
    expect(now.assignments).toMatchObject([{ agency: { id: heir }, primary: true, period: { from: DAY } }]);
    expect(now.pastAssignments).toMatchObject([{ period: { to: DAY } }]);
  }
  expect(await getReorganisation(all(), id)).toMatchObject({ state: 'applied', can: { change: false, revert: true } });
});

test('whoever holds the same post at the heir keeps one; rights end unless they are to go along', async () => {
  const [giver, heir] = [await department(), await department()];
  const double = await person(giver);
  await assignPerson(all(), double, {
    agencyId: heir,
    positionId: clerk,
    from: START,
    to: null,
    primary: false,
    acting: false,
  });
  const [bound] = (await getPerson(all(), double)).assignments;
  const right = { roleId: roles.get('officer') ?? '', scope: 'unit' as const, from: START, to: null };
  const loose = await person(heir);
  await grantRole(all(), double, { ...right, agencyId: giver, assignmentId: bound?.id ?? '' });
  await grantRole(all(), loose, { ...right, agencyId: giver, assignmentId: null });
  const { effects } = await carryOut(all(), DAY, [merge(giver, heir, { roles: 'move' })]);
  expect(effects.posts.rows).toMatchObject([{ joined: true }]);
  expect(effects).toMatchObject({ roles: { count: 2 }, rolesEnding: 0 });
  const after = await getPerson(all(), double);
  expect(after.assignments.map((post) => post.agency.id)).toEqual([heir]);
  const grant = after.grants.find((one) => one.period.from === DAY);
  expect(grant).toMatchObject({ agency: { id: heir }, assignmentId: after.assignments[0]?.id });
  const [next, last] = [await department(), await department()];
  await grantRole(all(), loose, { ...right, agencyId: next, assignmentId: null });
  const ended = await carryOut(all(), DAY, [merge(next, last)]);
  expect(ended.effects).toMatchObject({ roles: { count: 1 }, rolesEnding: 1 });
});

test('rights that the one who applies does not hold do not move', async () => {
  const [giver, heir] = [await department(), await department()];
  const holder = await person(heir);
  const right = { roleId: roles.get('agency_admin') ?? '', scope: 'unit' as const, from: START, to: null };
  await grantRole(all(), holder, { ...right, agencyId: giver, assignmentId: null });
  const planner = testPerson({
    'directory.agency.read': 'all',
    'directory.reorganisation.write': new Set([giver, heir]),
  });
  const id = await draft(node.as(planner), DAY, [merge(giver, heir, { roles: 'move' })]);
  const { problems } = await previewReorganisation(node.as(planner), id);
  expect(problems).toMatchObject([{ code: 'rights_beyond_own', agency: { id: heir } }]);
  expect((await previewReorganisation(all(), id)).problems).toEqual([]);
});

test('a split, a rename and a transfer on one day; and what is not there any more says so', async () => {
  const [giver, keeper, renamed, moved, above] = [
    await department(),
    await department(),
    await department(),
    await department({ kind: 'division' }),
    await department(),
  ];
  const [left, right] = [uuidv7(), uuidv7()];
  const { effects } = await carryOut(all(), DAY, [
    found(left, root, 'Sở Trái'),
    found(right, root, 'Sở Phải'),
    split(giver, left, { weight: 0.6, people: 'move' }),
    split(giver, right, { weight: 0.4 }),
    split(keeper, right, { ends: false, weight: 0.1 }),
    rename(renamed, 'Sở Tên mới'),
    transfer(moved, above),
    transfer(renamed, above),
  ]);
  expect(effects).toMatchObject({ ends: { count: 1 }, renamed: { count: 1 }, moved: { count: 2 } });
  expect((await getAgency(all(), keeper)).period.to).toBeNull();
  expect((await getAgency(all(), renamed)).name).toBe('Sở Tên mới');
  expect((await getAgency(all(), moved)).parent?.id).toBe(above);
  expect((await getAgency(all(), moved, '2026-05-31')).parent?.id).toBe(root);
  expect(await problemsOf([abolish(giver)], '2026-08-01')).toContain('from_closed');
});

test('the preview names what is in the way', async () => {
  const [a, b, c] = [await department(), await department(), await department()];
  const below = await department({ kind: 'division', parentId: a });
  const coded = await department({ codes: [{ system: 'eid', code: 'H21.77' }] });
  const fresh = uuidv7();
  expect(await problemsOf([])).toEqual(['no_moves']);
  expect(await problemsOf([merge(b, null)])).toEqual(['undecided']);
  expect(await problemsOf([merge(b, b)])).toEqual(['to_itself', 'to_closed']);
  expect(await problemsOf([merge(b, c), abolish(b)])).toEqual(['from_twice']);
  expect(await problemsOf([merge(b, c), rename(b, 'X')])).toContain('from_twice');
  expect(await problemsOf([merge(b, c), abolish(c)])).toEqual(['to_closed']);
  expect(await problemsOf([merge(b, fresh === b ? a : c, {}), abolish(a)])).toEqual(['child_left']);
  expect(await problemsOf([merge(a, below)])).toEqual(['child_left']);
  expect(await problemsOf([transfer(a, below)])).toEqual(['parent_circle']);
  expect(await problemsOf([split(b, c, { weight: 0.5 }), split(b, a, { weight: 0.4 })])).toEqual(['weights']);
  expect(await problemsOf([split(b, c, { weight: 0.5 }), split(b, a)])).toEqual(['weights']);
  expect(await problemsOf([split(b, c), split(b, a, { ends: false })])).toContain('split_mixed');
  expect(await problemsOf([found(a, root, 'X')])).toEqual(['founded_known']);
  expect(await problemsOf([found(fresh, root, 'X'), found(fresh, root, 'Y')])).toEqual(['founded_twice']);
  expect(await problemsOf([found(fresh, a, 'Bộ X', { level: 'central', kind: 'ministry' })])).toEqual([
    'parent_invalid',
  ]);
  const code = (text: string) => ({ codes: [{ system: 'eid' as const, code: text, sample: false }] });
  expect(await problemsOf([found(fresh, root, 'X', code('H21-77'))])).toEqual(['code_invalid']);
  expect(await problemsOf([found(fresh, root, 'X', code('H21.77'))])).toEqual(['code_taken']);
  expect(await problemsOf([found(fresh, root, 'X', code('H21.77')), merge(coded, fresh)])).toEqual([]);
  await renameAgency(all(), c, { name: 'Sở C mới', from: '2026-09-01' });
  expect(await problemsOf([merge(c, b)])).toEqual(['later_change']);
  await person(b, '2026-07-01');
  expect(await problemsOf([abolish(b)])).toEqual(['later_change']);
  expect(await problemsOf([merge(b, a)], '2025-06-01')).toEqual(expect.arrayContaining(['from_closed', 'to_closed']));
});

test('applied and reverted is as before; once something later stands on it, it stays', async () => {
  const [one, two] = [await department(), await department()];
  const division = await department({ kind: 'division', parentId: one });
  const heir = uuidv7();
  await person(one);
  const before = await dump(db());
  const moves = [
    found(heir, root, 'Sở Hợp nhất', { codes: [{ system: 'eid', code: 'H21.88', sample: false }] }),
    merge(one, heir),
    split(two, heir, { ends: false }),
    rename(division, 'Phòng Tên mới'),
  ];
  const first = await carryOut(all(), DAY, moves);
  expect(await dump(db())).not.toEqual(before);
  await revertReorganisation(all(), first.id);
  expect(await dump(db())).toEqual(before);
  expect(await getReorganisation(all(), first.id)).toMatchObject({ state: 'reverted', moveCount: 4 });
  await expect(revertReorganisation(all(), first.id)).rejects.toMatchObject({ code: 'directory.reorganisation_state' });

  const again = await carryOut(all(), DAY, moves, 'Lần hai');
  const stands = async (why: RegExp) => {
    const refusal = await revertReorganisation(all(), again.id).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'directory.reorganisation_stands', detail: expect.stringMatching(why) });
  };
  busy.add(heir);
  await stands(/busy has 3 open things/);
  busy.clear();
  await renameAgency(all(), division, { name: 'Phòng Lại đổi', from: '2026-09-01' });
  await stands(/1 names were changed since/);
  const third = await carryOut(all(), '2026-10-01', [rename(heir, 'Sở Nữa')]);
  await stands(/another reorganisation stands on it/);
  await revertReorganisation(all(), third.id);
  await person(heir, '2026-10-02');
  await stands(/1 posts were added/);
});

test('a revert never leaves an agency below itself, below one that has ended, or without its code', async () => {
  const stands = async (id: string) => {
    const refusal = await revertReorganisation(all(), id).catch((error: unknown) => error);
    return (refusal as { detail?: string; code: string }).detail ?? (refusal as { code: string }).code;
  };
  const [above, below, other] = [await department(), await department(), await department()];
  const under = await carryOut(all(), '2026-02-01', [transfer(below, above)]);
  const away = await carryOut(all(), '2026-03-01', [transfer(below, other)]);
  const turned = await carryOut(all(), '2026-04-01', [transfer(above, below)]);
  expect(await stands(away.id)).toMatch(/would stand below themselves/);
  await revertReorganisation(all(), turned.id);
  const closed = await carryOut(all(), '2026-04-01', [abolish(above)]);
  expect(await stands(away.id)).toMatch(/below one that has ended/);
  for (const { id } of [closed, away, under]) await revertReorganisation(all(), id);
  const coded = await department({ codes: [{ system: 'eid', code: 'H21.66' }] });
  const ended = await carryOut(all(), DAY, [abolish(coded)]);
  await department({ codes: [{ system: 'eid', code: 'H21.66' }], from: '2026-07-01' });
  expect(await stands(ended.id)).toBe('directory.code_taken');
});

test('what was lent from a post or for an agency that ends, ends with it; and comes back with a revert', async () => {
  const [giver, heir] = [await department(), await department()];
  const [head, deputy, stays] = [await person(giver), await person(giver), await person(heir)];
  const lend = async (giverId: string, takerId: string, more: Partial<NewDelegation> = {}) => {
    const assignmentId = (await getPerson(all(), giverId)).assignments[0]?.id ?? '';
    const row: NewDelegation = {
      id: uuidv7(),
      giverId,
      takerId,
      assignmentId,
      sourceId: null,
      permissions: ['*'],
      scope: 'post',
      agencyId: null,
      onward: false,
      legalBasis: 'Giấy ủy quyền',
      from: START,
      to: '2027-01-01',
      ...more,
    };
    await db()
      .transaction()
      .execute((trx) => insertDelegation(trx, row));
    return row.id;
  };
  await lend(head, deputy);
  await lend(stays, deputy, { scope: 'unit', agencyId: giver });
  await lend(stays, head);
  const taken = await lend(head, stays);
  await db()
    .transaction()
    .execute((trx) => revoke(trx, taken, now));
  const before = await dump(db());
  const { id, effects } = await carryOut(all(), DAY, [merge(giver, heir)]);
  expect(effects.lent.count).toBe(2);
  expect(effects.lent.rows.every(({ agency }) => agency.id === giver)).toBe(true);
  const ends = async (personId: string) => {
    const { rows } = await delegationsOf(all(), personId);
    return rows.filter(({ state }) => state !== 'revoked').map(({ period, state }) => `${state} ${period.to}`);
  };
  expect(await ends(deputy)).toEqual([`ended ${DAY}`, `ended ${DAY}`]);
  expect(await ends(stays)).toEqual(expect.arrayContaining(['in_force 2027-01-01']));
  await revertReorganisation(all(), id);
  expect(await dump(db())).toEqual(before);
});

test('a right or a delegation that hangs on a post which a merger began keeps it from being undone', async () => {
  const [giver, heir] = [await department(), await department()];
  const who = await person(giver);
  const { id } = await carryOut(all(), DAY, [merge(giver, heir)]);
  const post = (await getPerson(all(), who)).assignments[0]?.id ?? '';
  const right = { roleId: roles.get('officer') ?? '', scope: 'unit' as const, from: DAY, to: null };
  await grantRole(all(), who, { ...right, agencyId: heir, assignmentId: post });
  await expect(revertReorganisation(all(), id)).rejects.toMatchObject({
    code: 'directory.reorganisation_stands',
    detail: expect.stringMatching(/1 rights hang on posts/),
  });
});

test('before its day it waits; the job applies it then, or gives it back with the reason', async () => {
  const [good, bad, heir] = [await department(), await department(), await department()];
  const plan = async (moves: Move[]) => {
    const id = await draft(all(), '2027-01-01', moves);
    await previewReorganisation(all(), id);
    await applyReorganisation(all(), id, (await getReorganisation(all(), id)).version);
    return id;
  };
  const [first, second] = [await plan([merge(good, heir)]), await plan([merge(bad, heir)])];
  const third = await plan([abolish(bad)]);
  await applyDue(all());
  expect((await getReorganisation(all(), first)).state).toBe('scheduled');
  await withdrawReorganisation(all(), third);
  expect((await getReorganisation(all(), third)).state).toBe('draft');
  await renameAgency(all(), bad, { name: 'Sở Đổi tên', from: '2027-06-01' });
  const before = now;
  now = new Date('2026-12-31T17:00:30Z');
  await applyDue(all());
  now = before;
  expect(await getReorganisation(all(), first)).toMatchObject({ state: 'applied', failure: null });
  expect((await getAgency(all(), good)).period.to).toBe('2027-01-01');
  const given = await getReorganisation(all(), second);
  expect(given).toMatchObject({ state: 'draft', failure: expect.stringContaining('later_change') });
});

test('what other modules have open is shown; the audit tells each agency', async () => {
  const [giver, heir] = [await department(), await department()];
  busy.add(giver);
  const { id, effects } = await carryOut(all(), DAY, [merge(giver, heir)]);
  busy.clear();
  expect(effects.work).toMatchObject([{ module: 'busy', what: 'things', count: 3, agency: { id: giver } }]);
  const rows = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select(['action', 'subject_id'])
    .where('subject_id', 'in', [giver, id])
    .where('action', 'not like', '%.create')
    .orderBy('seq')
    .execute();
  expect(rows.map((row) => row.action)).toEqual([
    'directory.reorganisation.change_moves',
    'directory.reorganisation.preview',
    'directory.agency.merge',
    'directory.reorganisation.apply',
  ]);
});

test('who may reorganise: over all that is touched; plans are seen by planners only', async () => {
  const [mine, other] = [await department(), await department()];
  const planner = testPerson({ 'directory.agency.read': 'all', 'directory.reorganisation.write': new Set([mine]) });
  const reader = testPerson({ 'directory.agency.read': 'all' });
  await expect(draft(node.as(planner), DAY, [merge(mine, other)])).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await expect(draft(node.as(planner), DAY, [found(uuidv7(), null, 'Gốc')])).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  await expect(draft(node.as(reader), DAY, [])).rejects.toMatchObject({ code: 'platform.forbidden' });
  const id = await draft(node.as(planner), DAY, [rename(mine, 'Sở Của tôi')]);
  await expect(getReorganisation(node.as(reader), id)).rejects.toMatchObject({
    code: 'directory.reorganisation_not_found',
  });
  const seen = async (actor: typeof reader) =>
    (await listReorganisations(node.as(actor), { limit: 200 })).rows.some((row) => row.id === id);
  expect([await seen(planner), await seen(reader)]).toEqual([true, false]);
  await previewReorganisation(node.as(planner), id);
  const { version } = await getReorganisation(node.as(planner), id);
  await expect(changeMoves(node.as(planner), id, { version: 1, moves: [] })).rejects.toMatchObject({
    code: 'platform.conflict',
  });
  await applyReorganisation(node.as(planner), id, version);
  expect([await seen(planner), await seen(reader)]).toEqual([true, true]);
});
