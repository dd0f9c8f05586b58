import { buffer, text } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditFilter } from '../../contracts/audit.ts';
import type { Actor } from '../auth/actor.ts';
import { openDatabase } from '../database/database.ts';
import type { PlatformTables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import type { ServerModule } from '../module.ts';
import { type TestPlatform, testPerson, testPlatform } from '../testing/test-platform.ts';
import { exportAudit } from './export.ts';
import { listAuditActions } from './list-actions.ts';
import { findProof } from './proof.repo.ts';
import { getAuditRecord, searchAudit } from './search.ts';
import { proveAudit } from './verify.job.ts';

const UNITS = [uuidv7(), uuidv7()] as const;
const writer = testPerson({}, { unitId: UNITS[0] });
const auditor = testPerson({ 'platform.audit.read': 'all' });
const ofOne = testPerson({ 'platform.audit.read': new Set([UNITS[0]]) });
const module: ServerModule = {
  name: 'test',
  errors: {},
  permissions: [],
  migrations: {},
  names: {
    of: async () => ({ people: new Map([[writer.personId, 'Trần Văn Đức']]), units: new Map([[UNITS[0], 'Sở Y tế']]) }),
    like: async (_platform, words) => ({ people: words.includes('duc') ? [writer.personId] : [], units: [] }),
  },
};

let t: TestPlatform;
let now = Date.parse('2026-11-20T16:59:00Z');
beforeAll(async () => {
  t = await testPlatform({ modules: [module], now: () => new Date(now) });
  for (let n = 1; n <= 30; n += 1) {
    await change(n % 2 === 0 ? writer : { kind: 'system', name: 'test.job' }, n);
    // Two rows share an instant: the page's end must not depend on it.
    if (n % 2 === 0) now += 60_000;
  }
});
afterAll(() => t.close());

async function change(actor: Actor, n: number): Promise<void> {
  await transact(t.as(actor), async (tx) => {
    tx.audit({
      action: n % 3 === 0 ? 'test.site.close' : 'test.site.register',
      subject: { type: 'test.site', id: String(n) },
      unitId: UNITS[n % 2] as string,
      before: n === 1 ? null : { name: `Trang số ${n - 1}`, password: 'x' },
      after: { name: `Trang số ${n}`, domains: ['đặc-khu.khanhhoa.example'], formula: '=1+1' },
    });
    if (n === 30)
      tx.audit({ action: 'test.node.change', subject: { type: 'test.node', id: 'n' }, before: 1, after: 2 });
  });
}

async function all(actor: Actor, filter: AuditFilter, limit = 7): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchAudit(t.as(actor), { ...filter, limit, cursor });
    ids.push(...page.rows.map(({ subject }) => subject.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  return ids;
}
const numbers = (keep: (n: number) => boolean) =>
  Array.from({ length: 30 }, (_, i) => 30 - i)
    .filter(keep)
    .map(String);

test('rows come newest first, page by page, each once', async () => {
  const ids = await all(auditor, {});
  expect(ids).toHaveLength(31);
  expect(new Set(ids).size).toBe(31);
  expect(
    ids
      .filter((id) => id !== 'n')
      .map(Number)
      .slice(0, 2),
  ).toEqual(expect.arrayContaining([30, 29]));
});

test('one filters by person, act, subject, agency, day and words', async () => {
  expect((await all(auditor, { actor: writer.personId, subjectType: 'test.site' })).sort()).toEqual(
    numbers((n) => n % 2 === 0).sort(),
  );
  expect((await all(auditor, { action: 'test.site.close' })).sort()).toEqual(numbers((n) => n % 3 === 0).sort());
  expect(await all(auditor, { action: 'test.site.' })).toHaveLength(30);
  expect(await all(auditor, { action: 'test_site.' })).toEqual([]);
  expect(await all(auditor, { subjectType: 'test.site', subjectId: '7' })).toEqual(['7']);
  expect((await all(auditor, { unitId: UNITS[1] })).sort()).toEqual(numbers((n) => n % 2 === 1).sort());
  // Midnight in Vietnam is 17:00 UTC: the first two rows were written a minute before.
  expect((await all(auditor, { to: '2026-11-20' })).sort()).toEqual(['1', '2']);
  expect(await all(auditor, { from: '2026-11-21' })).toHaveLength(29);
  expect((await all(auditor, { q: 'trang so 17' })).sort()).toEqual(['17', '18']);
  expect(await all(auditor, { q: 'DAC KHU', subjectId: '5' })).toEqual(['5']);
  expect(await all(auditor, { q: 'không có chữ này' })).toEqual([]);
  expect(await all(auditor, { q: 'duc' })).toEqual(await all(auditor, { actor: writer.personId }));
});

test('an auditor of one agency sees its rows and nothing else, however it is asked', async () => {
  const own = numbers((n) => n % 2 === 0).sort();
  expect((await all(ofOne, {})).sort()).toEqual(own);
  expect(await all(ofOne, { unitId: UNITS[1] })).toEqual([]);
  expect(await all(ofOne, { q: 'trang so 7' })).toEqual(['8']);
  const [foreign] = (await searchAudit(t.as(auditor), { subjectType: 'test.site', subjectId: '7', limit: 1 })).rows;
  await expect(getAuditRecord(t.as(ofOne), foreign?.id as string)).rejects.toMatchObject({
    code: 'platform.audit_row_not_found',
  });
  const lines = (await text(await exportAudit(t.as(ofOne), {}))).trim().split('\r\n');
  expect(lines).toHaveLength(1 + own.length);
  await expect(searchAudit(t.as(writer), { limit: 5 })).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('a record shows before and after, names, what was done with it, and no secret', async () => {
  const [row] = (await searchAudit(t.as(auditor), { subjectType: 'test.site', subjectId: '30', limit: 1 })).rows;
  expect(row).toMatchObject({
    actor: { kind: 'person', name: 'Trần Văn Đức', unit: { name: 'Sở Y tế' } },
    unit: { id: UNITS[0], name: 'Sở Y tế' },
  });
  const record = await getAuditRecord(t.as(auditor), row?.id as string);
  expect(record.before).toEqual({ name: 'Trang số 29', password: '[removed]' });
  expect(record.after).toMatchObject({ name: 'Trang số 30' });
  expect(record.together).toMatchObject([{ action: 'test.node.change' }]);
  const csv = (await buffer(await exportAudit(t.as(auditor), { subjectId: '30' }))).toString();
  expect(csv).toContain('Trần Văn Đức');
  expect(csv.split('\r\n')[0]).toBe(
    '\ufeffat,actor,actor_id,action,subject_type,subject_id,subject,agency,chain,seq,before,after',
  );
  await expect(searchAudit(t.as(auditor), { limit: 5, cursor: 'xyz' })).rejects.toMatchObject({
    code: 'platform.input_invalid',
  });
});

test('the acts are listed, and the nightly proof is kept and says when a row was changed', async () => {
  const before = await listAuditActions(t.as(auditor));
  expect(before.actions).toEqual(['test.node.change', 'test.site.close', 'test.site.register']);
  expect(before.proof.at).toBeNull();
  await proveAudit(t.as());
  expect((await listAuditActions(t.as(auditor))).proof).toMatchObject({ chains: 1, rows: 31, faultCount: 0 });
  const owner = openDatabase<PlatformTables>(t.urls.owner, 1);
  await owner.updateTable('platform.audit').set({ action: 'test.site.forge' }).where('subject_id', '=', '7').execute();
  await owner.destroy();
  await proveAudit(t.as());
  const kept = await findProof(t.platform.db as Kysely<PlatformTables>);
  expect(kept).toMatchObject({ faultCount: 1, faults: [{ chain: 'test', kind: 'changed' }] });
});
