import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory, loadSample } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { getBody } from './bodies/get-body.ts';
import { listBodies } from './bodies/list-bodies.ts';
import { meetings } from './index.ts';
import { listParticipants } from './participants/list-participants.ts';
import { listPlaces } from './places/list-places.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { getSession } from './sessions/view.ts';
import type { MeetingsTables } from './tables.ts';

let node: TestPlatform;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => new Date('2026-11-25T05:03:00Z') });
  await loadSample(node.as(), () => {});
});
afterAll(() => node.close());

const past = async () => (await listSessions(node.as(), { when: 'past', mine: false, limit: 10 })).rows;

test('the session of 30/11/2021 has 85 places, 16 members who came, and its programme', async () => {
  const history = (await past()).find(({ startsAt }) => startsAt === '2021-11-30T07:00:00.000Z');
  const id = history?.id ?? '';
  expect(history).toMatchObject({ placeCount: 85, memberCount: 16, state: 'closed', ordinal: 1 });
  const { rows: places } = await listPlaces(node.as(), id, { limit: 200 });
  expect([places[0]?.name, places[0]?.isMain]).toEqual(['Văn phòng Chính phủ', true]);
  const kinds = Object.groupBy(places, ({ name }) => (/^(Tỉnh|Thành phố) /.test(name) ? 'province' : 'central'));
  expect([kinds.province?.length, kinds.central?.length]).toEqual([63, 22]);
  expect(places.every(({ head, operator, latitude }) => head && operator && latitude !== null)).toBe(true);
  const { rows: members } = await listParticipants(node.as(), id, { kind: 'member', limit: 100 });
  expect(members.every(({ placeId, answer, person }) => placeId !== null && answer === 'accepted' && !person)).toBe(
    true,
  );
  const items = await (node.platform.db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item')
    .select(['title', 'state'])
    .where('session_id', '=', id)
    .execute();
  expect(items).toHaveLength(7);
  const journal = await (node.platform.db as Kysely<MeetingsTables>)
    .selectFrom('meetings.journal')
    .select(['seq', 'at'])
    .where('session_id', '=', id)
    .orderBy('seq')
    .execute();
  expect(journal.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
  expect(journal.map(({ at }) => at.getTime())).toEqual(journal.map(({ at }) => at.getTime()).sort((a, b) => a - b));
});

test('the committee is told as it was: founded in 2021, rules of 2022, ended in 2025', async () => {
  const { rows } = await listBodies(node.as(), { q: 'quoc gia', limit: 10 });
  const body = await getBody(node.as(), rows[0]?.id ?? '', '2022-03-03');
  expect(body.seats).toHaveLength(16);
  expect(body.acts.map(({ kind, decision }) => [kind, decision])).toEqual([
    ['end', 'Quyết định 598/QĐ-TTg'],
    ['rules', 'Quyết định 24/QĐ-UBQGCĐS'],
    ['found', 'Quyết định 1619/QĐ-TTg'],
  ]);
  expect(body.rules?.from).toBe('2022-03-03');
});

test('one session runs now; the sample accounts chair, keep the record and sit in it, the administrator does not', async () => {
  const { rows } = await listSessions(node.as(), { when: 'upcoming', mine: false, limit: 10 });
  expect(rows.map(({ state, ordinal }) => [state, ordinal])).toEqual([
    ['open', 3],
    ['invited', 4],
  ]);
  const id = rows[0]?.id ?? '';
  expect(await getSession(node.as(), id)).toMatchObject({ rulesFrozen: true, placeCount: 24, memberCount: 17 });
  const { rows: people } = await listParticipants(node.as(), id, { limit: 200 });
  const duties = people.filter(({ person }) => person).map(({ name, duties, votes }) => [name, duties, votes]);
  expect(duties).toEqual([
    ['Trần Thị Lãnh Đạo', ['chair'], true],
    ['Phạm Thị Số', [], true],
    ['Huỳnh Minh Phường', [], true],
    ['Võ Thị Xem', [], true],
    ['Lê Văn Chuyển', ['secretary'], false],
  ]);
  expect(people.filter(({ duties: own }) => own.includes('chair'))).toHaveLength(1);
});

test('a second loading changes nothing', async () => {
  const before = await past();
  await meetings.demo?.(node.as(), () => {});
  expect(await past()).toEqual(before);
});
