import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { verifyAudit } from './verify.ts';

async function withRows(count: number): Promise<TestPlatform & { owner: Kysely<PlatformTables> }> {
  const t = await testPlatform();
  for (let n = 1; n <= count; n++) {
    await transact(t.as(), async (tx) => {
      tx.audit({
        action: 'test.thing.change',
        subject: { type: 'thing', id: `${n}` },
        before: null,
        after: { n, tên: 'Ủy ban' },
      });
    });
  }
  return { ...t, owner: openDatabase<PlatformTables>(t.urls.owner, 1) };
}

async function faultsAfter(count: number, tamper: (db: Kysely<PlatformTables>) => Promise<unknown>) {
  const t = await withRows(count);
  try {
    await tamper(t.owner);
    const verdict = await verifyAudit(t.owner, t.platform.secrets.auditKey);
    return verdict.faults.map(({ seq, kind }) => `${seq} ${kind}`);
  } finally {
    await t.owner.destroy();
  }
}

test('an untouched chain is whole', async () => {
  expect(await faultsAfter(5, async () => {})).toEqual([]);
});

test('a chain that grows while it is verified is whole', async () => {
  const t = await withRows(3);
  let verifying = true;
  const write = async () => {
    while (verifying) {
      await transact(t.as(), async (tx) => {
        tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: 'x' }, before: null, after: {} });
      });
    }
  };
  const writing = [write(), write()];
  for (let round = 0; round < 10; round++) {
    expect((await verifyAudit(t.owner, t.platform.secrets.auditKey)).faults).toEqual([]);
  }
  verifying = false;
  await Promise.all(writing);
  await t.owner.destroy();
});

test('finds a changed row', async () => {
  const faults = await faultsAfter(5, (db) =>
    sql`update platform.audit set after = '{"n": 99}' where seq = 3`.execute(db),
  );
  expect(faults).toEqual(['3 changed']);
});

test('finds a row whose time was moved by less than a millisecond', async () => {
  const faults = await faultsAfter(3, (db) =>
    sql`update platform.audit set at = at + interval '1 microsecond' where seq = 2`.execute(db),
  );
  expect(faults).toEqual(['2 changed']);
});

test('finds a row removed from the middle', async () => {
  expect(await faultsAfter(5, (db) => sql`delete from platform.audit where seq = 3`.execute(db))).toEqual([
    '3 missing',
  ]);
});

test('finds a row removed from the end', async () => {
  expect(await faultsAfter(5, (db) => sql`delete from platform.audit where seq = 5`.execute(db))).toEqual([
    '5 cut_off',
  ]);
});

test('finds an inserted row', async () => {
  const faults = await faultsAfter(4, (db) =>
    sql`insert into platform.audit select gen_random_uuid(), chain, 5, at, actor_kind, actor_id, actor_unit_id, request_id,
        action, subject_type, subject_id, unit_id, before, after, hash from platform.audit where seq = 4`.execute(db),
  );
  expect(faults).toEqual(['5 inserted']);
});

test('finds a row put in the place of a removed one', async () => {
  const faults = await faultsAfter(4, async (db) => {
    await sql`delete from platform.audit where seq = 2`.execute(db);
    await sql`insert into platform.audit select gen_random_uuid(), chain, 2, at, actor_kind, actor_id, actor_unit_id, request_id,
        action, subject_type, subject_id, unit_id, before, after, hash from platform.audit where seq = 3`.execute(db);
  });
  expect(faults).toContain('2 changed');
});

test('many at once leave one unbroken chain', async () => {
  const t = await testPlatform();
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      transact(t.as(), async (tx) => {
        tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: `${n}` }, before: null, after: { n } });
      }),
    ),
  );
  const verdict = await verifyAudit(t.platform.reports, t.platform.secrets.auditKey);
  expect(verdict).toEqual({ chains: 1, rows: 40, faults: [] });
});

test('the app may neither change nor remove what is in the audit', async () => {
  const t = await withRows(1);
  await expect(sql`update platform.audit set action = 'x'`.execute(t.platform.db)).rejects.toThrow(/permission denied/);
  await expect(sql`delete from platform.audit`.execute(t.platform.db)).rejects.toThrow(/permission denied/);
  await t.owner.destroy();
});

test('secrets do not reach the audit', async () => {
  const t = await testPlatform();
  await transact(t.as(), async (tx) => {
    tx.audit({
      action: 'test.thing.change',
      subject: { type: 'thing', id: '1' },
      before: null,
      after: { password: 'hoa-sen', name: 'A' },
    });
  });
  const row = await (t.platform.reports as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select('after')
    .executeTakeFirstOrThrow();
  expect(row.after).toEqual({ password: '[removed]', name: 'A' });
});

test('nothing is written when the work fails, and a silent transaction is refused', async () => {
  const t = await testPlatform();
  const rows = async () => (await verifyAudit(t.platform.reports, t.platform.secrets.auditKey)).rows;
  await expect(transact(t.as(), async () => {})).rejects.toThrow(/must say in the audit/);
  await expect(
    transact(t.as(), async (tx) => {
      tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: '1' }, before: null, after: { n: 1 } });
      throw new Error('after the change');
    }),
  ).rejects.toThrow('after the change');
  expect(await rows()).toBe(0);
});
