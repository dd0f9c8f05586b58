import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { verifyAudit } from './verify.ts';
import { readWitness, witnessHeads } from './witness.ts';

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

test.each([0, -7])('finds a row inserted before the first one, at %i', async (seq) => {
  const faults = await faultsAfter(2, (db) =>
    sql`insert into platform.audit select gen_random_uuid(), chain, ${seq}, at, actor_kind, actor_id, actor_unit_id, request_id,
        action, subject_type, subject_id, unit_id, before, after, hash from platform.audit where seq = 1`.execute(db),
  );
  expect(faults).toEqual([`${seq} inserted`]);
});

test('finds an end that was cut off together with its head, and a chain that is gone, by what was witnessed', async () => {
  const t = await withRows(5);
  const { dataDir } = t.platform.config;
  expect(await witnessHeads(t.owner, dataDir)).toEqual([]);
  const faults = async () => {
    const verdict = await verifyAudit(t.owner, t.platform.secrets.auditKey, readWitness(dataDir));
    return verdict.faults.map(({ chain, seq, kind }) => `${chain} ${seq} ${kind}`);
  };
  expect(await faults()).toEqual([]);
  await sql`delete from platform.audit where seq > 3`.execute(t.owner);
  await sql`update platform.audit_head set seq = 3, hash = (select hash from platform.audit where seq = 3)`.execute(
    t.owner,
  );
  expect(await faults()).toEqual(['test 5 cut_off']);
  // Looking again does not make it forget, nor do rows that come after.
  expect(await witnessHeads(t.owner, dataDir)).toEqual(['test']);
  await transact(t.as(), async (tx) => {
    for (const n of [7, 8, 9]) {
      tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: `${n}` }, before: null, after: { n } });
    }
  });
  expect(await witnessHeads(t.owner, dataDir)).toEqual(['test']);
  expect(await faults()).toEqual(['test 5 changed']);
  await sql`delete from platform.audit; delete from platform.audit_head`.execute(t.owner);
  expect(await faults()).toEqual(['test 5 cut_off']);
  await t.owner.destroy();
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
