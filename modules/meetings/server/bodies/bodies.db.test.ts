import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { FoundBody, NewSeat } from '../../contract.ts';
import { meetings } from '../index.ts';
import type { MeetingsTables } from '../tables.ts';
import { addAgency, addPerson } from '../testing/meeting.ts';
import { endBody } from './end-body.ts';
import { foundBody } from './found-body.ts';
import { getBody } from './get-body.ts';
import { listBodies } from './list-bodies.ts';
import { reformBody } from './reform-body.ts';
import { rulesPresets } from './rules-presets.ts';
import { setBodyRules } from './set-body-rules.ts';

let node: TestPlatform;
let agencyId: string;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => new Date('2026-11-25T05:00:00Z') });
  agencyId = await addAgency(node);
});
afterAll(() => node.close());

const [preset] = rulesPresets;
const seat = (name: string, more: Partial<NewSeat> = {}): NewSeat => ({
  office: 'member',
  personId: null,
  name,
  title: '',
  unitId: null,
  votes: true,
  ...more,
});

function founding(more: Partial<FoundBody> = {}): FoundBody {
  if (!preset) throw new Error('There is no preset.');
  return {
    agencyId,
    kind: 'committee',
    name: 'Ủy ban về Chính phủ điện tử',
    decision: 'QĐ 1/QĐ-UBND',
    decidedOn: '2026-01-05',
    effectiveOn: '2026-01-05',
    note: '',
    seats: [seat('Chủ tịch', { office: 'chair' }), seat('Ông Đi'), seat('Bà Ở')],
    rules: preset.rules,
    rulesSource: preset.source,
    ...more,
  };
}
const namesOf = ({ seats }: { seats: readonly { name: string }[] }) => seats.map(({ name }) => name);

test('a re-formation is one act: it renames, replaces and reorders, and the past stays as it was', async () => {
  const system = node.as();
  const id = await foundBody(system, founding());
  const [, , stays] = (await getBody(system, id)).seats;
  const [chair] = (await getBody(system, id)).seats;
  await reformBody(system, id, {
    decision: 'QĐ 9/QĐ-UBND',
    decidedOn: '2026-06-01',
    effectiveOn: '2026-06-15',
    note: 'Kiện toàn',
    name: 'Ủy ban về chuyển đổi số',
    seats: [{ seatId: chair?.id ?? '' }, seat('Bà Đến'), { seatId: stays?.id ?? '' }],
  });
  const before = await getBody(system, id, '2026-06-14');
  const after = await getBody(system, id, '2026-06-15');
  expect(namesOf(before)).toEqual(expect.arrayContaining(['Chủ tịch', 'Ông Đi', 'Bà Ở']));
  expect(before.name).toBe('Ủy ban về Chính phủ điện tử');
  expect(namesOf(after)).toEqual(['Chủ tịch', 'Bà Đến', 'Bà Ở']);
  expect(after.name).toBe('Ủy ban về chuyển đổi số');
  const [reform, found] = after.acts;
  expect([reform?.kind, reform?.began.map(({ name }) => name), reform?.ended.map(({ name }) => name)]).toEqual([
    'reform',
    ['Bà Đến'],
    ['Ông Đi'],
  ]);
  expect(found?.began).toHaveLength(3);
  // Before its founding it shows its first day.
  expect((await getBody(system, id, '2020-01-01')).asOf).toBe('2026-01-05');
});

test('acts follow one another; a second chair, a seat of another day and an empty act are refused', async () => {
  const system = node.as();
  const id = await foundBody(system, founding());
  const [chair, ...others] = (await getBody(system, id)).seats;
  const keep = [chair, ...others].map((one) => ({ seatId: one?.id ?? '' }));
  const act = { decision: 'QĐ 2', decidedOn: '2026-03-01', effectiveOn: '2026-03-01', note: '' };
  await expect(reformBody(system, id, { ...act, seats: keep })).rejects.toMatchObject({
    code: 'meetings.reform_empty',
  });
  const two = [...keep, seat('Hai', { office: 'chair' })];
  await expect(reformBody(system, id, { ...act, seats: two })).rejects.toMatchObject({ code: 'meetings.two_chairs' });
  const unknown = [...keep, { seatId: uuidv7() }];
  await expect(reformBody(system, id, { ...act, seats: unknown })).rejects.toMatchObject({
    code: 'meetings.seat_not_found',
    fields: [{ path: 'body.seats.3.seatId' }],
  });
  const nobody = [...keep, seat('Ai đó', { personId: uuidv7() })];
  await expect(reformBody(system, id, { ...act, seats: nobody })).rejects.toMatchObject({
    code: 'meetings.person_not_found',
    fields: [{ path: 'body.seats.3.personId' }],
  });
  await reformBody(system, id, { ...act, seats: [...keep, seat('Bốn')] });
  const early = { ...act, effectiveOn: '2026-02-01', seats: [...keep] };
  await expect(reformBody(system, id, early)).rejects.toMatchObject({ code: 'meetings.act_before' });
});

test('rules are those of the day; an ended body is kept, with its last day', async () => {
  const system = node.as();
  const id = await foundBody(system, founding());
  const rules = { ...founding().rules, decides: 'vote' as const };
  await setBodyRules(system, id, { from: '2026-05-01', rules, source: 'QĐ 24' });
  expect((await getBody(system, id, '2026-04-30')).rules?.rules.decides).toBe('chair');
  expect((await getBody(system, id, '2026-05-01')).rules).toMatchObject({
    source: 'QĐ 24',
    rules: { decides: 'vote' },
  });
  const end = { decision: 'QĐ 99', decidedOn: '2026-10-01', effectiveOn: '2026-10-01', note: '' };
  await endBody(system, id, end);
  const ended = await getBody(system, id);
  expect([ended.asOf, ended.endedOn, ended.seats.length, ended.can.change]).toEqual([
    '2026-09-30',
    '2026-10-01',
    3,
    false,
  ]);
  await expect(endBody(system, id, end)).rejects.toMatchObject({ code: 'meetings.body_ended' });
});

test('a body is seen by who reads the bodies of its agency and by who sits in it; the list says the same', async () => {
  const other = await addAgency(node, 'Sở Nội vụ');
  const member = await addPerson(node, 'Nguyễn Có Ghế');
  const id = await foundBody(node.as(), founding({ seats: [seat('Ai đó', { personId: member.personId })] }));
  const right = (unit: string) => testPerson({ 'meetings.body.read': new Set([unit]) });
  const sees = async (actor: ReturnType<typeof testPerson>) => {
    const ctx = node.as(actor);
    const one = await getBody(ctx, id).then(
      () => true,
      () => false,
    );
    const listed = (await listBodies(ctx, { limit: 200 })).rows.some((row) => row.id === id);
    expect(listed).toBe(one);
    return one;
  };
  expect(await Promise.all([right(agencyId), member, right(other), testPerson({})].map(sees))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(await getBody(node.as(member), id)).toMatchObject({ can: { change: false, createSession: false } });
  const outsider = testPerson({ 'meetings.body.write': new Set([other]), 'meetings.body.read': new Set([agencyId]) });
  const ctx = node.as(outsider);
  const act = { decision: 'x', decidedOn: '2026-03-01', effectiveOn: '2026-03-01', note: '' };
  for (const refused of [
    () => foundBody(ctx, founding()),
    () => endBody(ctx, id, act),
    () => reformBody(ctx, id, { ...act, seats: [seat('A')] }),
    () => setBodyRules(ctx, id, { from: '2026-03-01', rules: founding().rules, source: 'x' }),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: 'platform.forbidden' });
  }
});

test('pages of bodies follow one another; words are found without accents', async () => {
  const ctx = node.as();
  const first = await listBodies(ctx, { limit: 2 });
  const second = await listBodies(ctx, { limit: 200, cursor: first.next ?? '' });
  expect(first.rows.length + second.rows.length).toBe(first.total);
  expect((await listBodies(ctx, { limit: 10, q: 'uy ban chuyen doi' })).rows.length).toBeGreaterThan(0);
  const { rows } = await listBodies(ctx, { limit: 200, state: 'ended' });
  expect(rows.map(({ endedOn }) => endedOn)).toEqual(['2026-10-01']);
});

test('every preset says whence it is', () => {
  for (const { source, rules, unconfirmed } of rulesPresets) {
    expect(source.length).toBeGreaterThan(20);
    expect(rules.majority.source.length).toBeGreaterThan(20);
    expect(unconfirmed).toBe(true);
    expect(rules.days).toMatchObject({ invitation: 3, notice: 5 });
  }
});

test('the acts stand in the audit', async () => {
  const rows = await (
    node.platform.db as unknown as Kysely<MeetingsTables & { 'platform.audit': { action: string; chain: string } }>
  )
    .selectFrom('platform.audit')
    .select('action')
    .where('chain', '=', 'meetings')
    .execute();
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set(['meetings.body.found', 'meetings.body.reform', 'meetings.body.set_rules', 'meetings.body.end']),
  );
});
