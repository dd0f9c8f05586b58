import type { Kysely } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import type { LiveEvent } from './events.ts';

async function emit(t: TestPlatform, topic: string, n: number, fail = false): Promise<void> {
  await transact(t.as(), async (tx) => {
    tx.emit({ topic, payload: { n } });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: `${n}` }, before: null, after: { n } });
    if (fail) throw new Error('undone');
  });
}

test('listeners hear each event once and in order, also from many writers at once', async () => {
  const t = await testPlatform();
  const heard: LiveEvent[] = [];
  t.platform.events.listen((event) => heard.push(event));
  await Promise.all(Array.from({ length: 30 }, (_, n) => emit(t, 'test.thing', n)));
  await vi.waitFor(() => expect(heard).toHaveLength(30));
  const ids = heard.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(heard.map(({ payload }) => payload['n'])).size).toBe(30);
});

test('an undone transaction tells nothing', async () => {
  const t = await testPlatform();
  const heard: LiveEvent[] = [];
  t.platform.events.listen((event) => heard.push(event));
  await expect(emit(t, 'test.thing', 1, true)).rejects.toThrow('undone');
  await emit(t, 'test.thing', 2);
  await vi.waitFor(() => expect(heard.map(({ payload }) => payload['n'])).toEqual([2]));
});

test('who was away gets what was missed of its topics; what was forgotten is said', async () => {
  const t = await testPlatform();
  await emit(t, 'test.thing', 1);
  const { events } = t.platform;
  const last = await events.lastId();
  await emit(t, 'test.thing', 2);
  await emit(t, 'test.other', 3);
  await emit(t, 'test.thing', 4);
  const missed = await events.since(last, ['test.thing']);
  expect(missed?.map(({ payload }) => payload['n'])).toEqual([2, 4]);
  const newest = await events.lastId();
  await (t.platform.db as Kysely<PlatformTables>).deleteFrom('platform.event').where('id', '<', newest).execute();
  expect(await events.since(last, ['test.thing'])).toBeNull();
});

test('a lost line to the database is taken up again without a gap', async () => {
  const t = await testPlatform();
  const heard: unknown[] = [];
  t.platform.events.listen((event) => heard.push(event.payload['n']));
  const { openDatabase } = await import('../database/database.ts');
  const other = openDatabase<unknown>(t.urls.app, 1);
  const { sql } = await import('kysely');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'nhipcau events' and datname = current_database()`.execute(other);
  await emit(t, 'test.thing', 1);
  await vi.waitFor(() => expect(heard).toEqual([1]), { timeout: 10_000 });
  await other.destroy();
});
