import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSample } from '#modules/directory/server/index.ts';
import { verifyAudit } from '#platform/server/audit/verify.ts';
import { backUp } from '#platform/server/backup/back-up.ts';
import { type BackupTables, findLastBackup, listBackups } from '#platform/server/backup/backups.repo.ts';
import { findTables } from '#platform/server/backup/database.repo.ts';
import { findStoreTables } from '#platform/server/backup/hits.clickhouse.ts';
import { inspectBackup, restoreBackup } from '#platform/server/backup/restore.ts';
import { openDiskFiles } from '#platform/server/files/disk.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { modules } from './modules.ts';

const KEY = 'khóa thử dài hơn mười sáu ký tự';
const settings = { BACKUP_KEY: KEY };
const SCHEMAS = ['platform', ...modules.map(({ name }) => name)];
const folder = mkdtempSync(join(tmpdir(), 'nhipcau-backup-'));
const target = { files: openDiskFiles(folder), place: folder };
afterAll(() => rmSync(folder, { recursive: true }));

/** What a node holds, table by table, whatever the order of its rows. */
async function contentOf(node: TestPlatform): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: node.urls.owner });
  await client.connect();
  const content: Record<string, string> = {};
  for (const { schema, table } of await findTables(client, SCHEMAS)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum
       from "${schema}"."${table}" t`,
    );
    content[`${schema}.${table}`] = rows[0].sum;
  }
  await client.end();
  for (const table of await findStoreTables(node.platform.clickhouse)) {
    const sql = `select count(), sum(cityHash64(${table.columns.map((name) => `\`${name}\``).join(', ')})) from \`${table.name}\``;
    content[`hits ${table.name}`] = String(
      await node.platform.clickhouse.queryTsv({ sql, params: { parse: () => ({}) } as never }, {}),
    );
  }
  for await (const key of node.platform.files.list('')) {
    content[`file ${key}`] = (await buffer(await node.platform.files.get(key))).toString('base64');
  }
  return content;
}

let before: Record<string, string>;
let file = '';

beforeAll(async () => {
  const node = await testPlatform({ modules: modules.slice(1), settings });
  await loadSample(node.as(), () => {});
  await node.platform.files.put(`documents/2026/${uuidv7()}`, Readable.from([randomBytes(9_000_000)]), 10_000_000);
  await node.platform.files.put(`documents/2026/${uuidv7()}`, Readable.from([]), 10);
  ({ file } = await backUp(node.as(), target, 2));
  before = await contentOf(node);
  await node.close();
});

const open = async () => await target.files.get(file);
/** What the backup itself writes while it runs, after the instant that it holds. */
const ITS_OWN = ['platform.backup', 'platform.audit', 'platform.audit_head', 'platform.event'];
const notOfNode = (content: Record<string, string>) =>
  Object.fromEntries(Object.entries(content).filter(([table]) => !ITS_OWN.includes(table)));

test('a backup of a node with the sample is restored onto an empty one, record for record', async () => {
  const node = await testPlatform({ modules: modules.slice(1), settings });
  const head = await inspectBackup(open, KEY, modules);
  const parts = {
    open,
    key: KEY,
    modules,
    ownerUrl: node.urls.owner,
    clickhouse: node.platform.clickhouse,
    files: node.platform.files,
    enqueue: async (jobs: Parameters<typeof node.platform.jobs.putBack>[0]) =>
      void (await node.platform.jobs.putBack(jobs)),
    progress: () => {},
  };
  const restored = await restoreBackup(parts, head);
  expect(restored.hits).toBeGreaterThan(400_000);
  expect(restored.files).toBe(Object.keys(before).filter((name) => name.startsWith('file ')).length);
  const after = await contentOf(node);
  expect(notOfNode(after)).toEqual(notOfNode(before));
  expect(Object.keys(after)).toContain('hits hit');
  // The audit came whole, and is proved by the key that came with it.
  const auditKey = Buffer.from((JSON.parse(head.secrets.toString()) as { auditKey: string }).auditKey, 'hex');
  const proof = await verifyAudit(node.platform.reports, auditKey);
  expect(proof.faults).toEqual([]);
  expect(proof.rows).toBeGreaterThan(0);
  await expect(restoreBackup(parts, head)).rejects.toThrow('not empty');
});

test('what fails is on record, older backups make room, and the last good one is known', async () => {
  const node = await testPlatform({ modules: modules.slice(1), settings, now: ticking() });
  const db = node.platform.db as Kysely<BackupTables>;
  const broken = { ...target, files: { ...target.files, put: () => Promise.reject(new Error('the disk is full')) } };
  await expect(backUp(node.as(), broken, 2)).rejects.toThrow('the disk is full');
  expect(await findLastBackup(db)).toBeNull();
  for (let n = 0; n < 3; n += 1) await backUp(node.as(), target, 2);
  const all = await listBackups(db, 10);
  expect(all.map(({ state, removed_at }) => [state, removed_at !== null])).toEqual([
    ['done', false],
    ['done', false],
    ['done', true],
    ['failed', false],
  ]);
  expect(all.at(-1)?.cause).toBe('the disk is full');
  const kept = [];
  for await (const key of target.files.list('backups/nhipcau-NODE')) kept.push(key);
  expect(kept).toEqual([all[1]?.file, all[0]?.file]);
});

test('a backup of a newer program is refused before anything is written', async () => {
  const [core, ...rest] = modules;
  const older = [{ ...core, migrations: { '0001_platform': core?.migrations['0001_platform'] } }, ...rest] as never;
  await expect(inspectBackup(open, KEY, older)).rejects.toThrow(/newer than this program \(it has platform\/0002/);
});

function ticking() {
  let at = Date.parse('2026-11-25T02:30:00Z');
  return () => new Date((at += 1_000));
}
