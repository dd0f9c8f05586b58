import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testPlatform } from '../testing/test-platform.ts';
import { openDatabase } from './database.ts';

test('a connection that breaks in the middle of a question fails that question and nothing else', async () => {
  const { urls } = await testPlatform();
  const db = openDatabase<unknown>(urls.app, 2);
  const asked = sql`select pg_sleep(30)`.execute(db).catch((error: Error) => error.message);
  await vi.waitFor(async () => {
    const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'select pg_sleep%' and datname = current_database()`.execute(db);
    expect(ended.rows).toHaveLength(1);
  });
  expect(await asked).toContain('terminat');
  // The pool may lend the dying connection once more, before it has heard of its end.
  await vi.waitFor(async () => {
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
    expect(rows).toEqual([{ one: 1 }]);
  });
  await db.destroy();
});
