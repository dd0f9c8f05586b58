import { createReadStream, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { verifyAudit } from '#platform/server/audit/verify.ts';
import { inspectBackup, restoreBackup } from '#platform/server/backup/restore.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import { openDiskFiles } from '#platform/server/files/disk.ts';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import { modules } from './modules.ts';

const folder = mkdtempSync(join(tmpdir(), 'nhipcau-upgrade-'));
afterAll(() => rmSync(folder, { recursive: true }));
const stored = globSync(join(import.meta.dirname, 'testing/older-nodes/*.tar.zst'));

/** A database without a table in it. */
async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('databaseUrls').owner);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

test.each(stored.map((file) => [basename(file, '.tar.zst'), file]))(
  'a node of version %s is brought up to date with all that it holds',
  async (version, file) => {
    const ownerUrl = await emptyDatabase(`older_${version?.replaceAll('.', '_')}_${process.pid}`);
    const clickhouse = await openTestStore(join(folder, 'clickhouse'));
    const open = async () => createReadStream(file as string);
    const head = await inspectBackup(open, undefined, modules);
    expect(head.manifest.version).toBe(version);
    const files = openDiskFiles(join(folder, 'files'));
    const parts = {
      open,
      key: undefined,
      modules,
      ownerUrl,
      clickhouse,
      files,
      enqueue: async () => {},
      progress() {},
    };
    expect(await restoreBackup(parts, head)).toMatchObject(head.counted);

    const db = openDatabase<never>(ownerUrl, 1);
    const one = async (query: ReturnType<typeof sql<{ told: string }>>) => (await query.execute(db)).rows[0]?.told;
    for (const { name, migrations } of modules) {
      const { rows } = await sql<{
        name: string;
      }>`select name from ${sql.table(`${name}.schema_migration`)} order by 1`.execute(db);
      expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations).sort());
    }
    expect(
      await one(sql`select string_agg(name, ', ' order by name collate "C") as told from directory.agency_name`),
    ).toBe(
      'Phường Nha Trang, Sở Khoa học và Công nghệ, Sở Khoa học và Công nghệ tỉnh Khánh Hòa, Ủy ban nhân dân tỉnh Khánh Hòa',
    );
    expect(await one(sql`select string_agg(name, ', ' order by name) as told from directory.person`)).toBe(
      'Nguyễn Thị Hạnh, Trần Văn Đức',
    );
    expect(await one(sql`select name as told from usage.site`)).toBe('Cổng thông tin điện tử tỉnh Khánh Hòa');
    // The key that proves the audit came with the backup.
    const { auditKey } = JSON.parse(head.secrets.toString()) as { auditKey: string };
    expect(await verifyAudit(db as never, Buffer.from(auditKey, 'hex'))).toEqual({ chains: 2, rows: 8, faults: [] });
    const hits = { sql: 'select count() from hit', params: { parse: () => ({}) } as never };
    expect(String(await clickhouse.queryTsv(hits, {} as never)).trim()).toBe('40');
    await db.destroy();
    await clickhouse.close();
  },
);
