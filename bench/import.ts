import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { systemContext } from '#app/node.ts';
import { migrate, openPlatform, openPostgres, openStore, prepareDataFolder } from '#app/platform.ts';
import { directoryImports } from '#modules/directory/server/imports/index.ts';
import { findNode } from '#modules/directory/server/set-up/node.repo.ts';
import { setUpNode } from '#modules/directory/server/set-up/set-up-node.ts';
import { loadConfig } from '#platform/server/config/config.ts';
import { getImport } from '#platform/server/imports/read.ts';
import { runImport } from '#platform/server/imports/run-import.ts';
import { startImport, undoImport, uploadImport } from '#platform/server/imports/verbs.ts';
import { openLog } from '#platform/server/process/log.ts';
import { openShutdown } from '#platform/server/process/shutdown.ts';
import { openTerminal } from '#platform/server/process/terminal.ts';
import { csvOf } from '#platform/server/sheets/write-csv.ts';
import { xlsxOf } from '#platform/server/sheets/write-xlsx.ts';
import { printTable } from './table.ts';

/**
 * How long a file of people takes: sent and kept, looked at, written with audit and state of each line, taken back. The
 * floor is the same number of rows put into a bare table, 500 at a time, on the same server.
 * `node bench/import.ts [people=10000]`
 */
const [people = 10_000] = process.argv.slice(2).map(Number);

const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
const config = loadConfig({ NHIPCAU_DATA: dataDir, LOG_LEVEL: 'warn' });
const log = openLog(config.LOG_LEVEL);
const shutdown = openShutdown(
  () => log,
  () => process.exit(1),
);
const rows: Record<string, string | number>[] = [];

async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1_000;
  rows.push({ step, seconds, 'lines per second': people / seconds });
  return result;
}

async function* lines() {
  yield ['Họ và tên', 'Chức vụ', 'Thư điện tử', 'Từ ngày'];
  for (let n = 0; n < people; n += 1) yield [`Nguyễn Văn Số ${n}`, 'Chuyên viên', `so${n}@bench.example`, '01/07/2025'];
}

async function contentOf(sheet: AsyncIterable<string | Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of sheet) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts).toString('base64');
}

try {
  prepareDataFolder(config);
  const urls = await openPostgres(config, log, shutdown);
  const clickhouse = await openStore(config, shutdown);
  await migrate(urls, clickhouse, openTerminal());
  const platform = await openPlatform(config, log, urls, clickhouse, shutdown);
  const ctx = systemContext(platform, 'bench');
  await setUpNode(
    { ...ctx, actor: { kind: 'anonymous' } },
    {
      sample: false,
      node: { name: 'Tỉnh Khánh Hòa', code: 'H32', kind: 'province' },
      administrator: { name: 'Quản Trị', email: 'quantri@bench.example', password: 'một mật khẩu dài' },
    },
  );
  const agencyId = (await findNode(platform))?.rootAgencyId ?? '';
  const work = (id: string) => runImport(ctx, directoryImports.kinds, id);
  for (const [name, sheet] of [
    ['CSV', csvOf],
    ['XLSX', xlsxOf],
  ] as const) {
    const content = await contentOf(sheet(lines()));
    const upload = { kind: 'directory.people', fileName: `people.${name}`, content, options: { agencyId } };
    const id = await timed(`${name}: read and keep`, () => uploadImport(ctx, directoryImports, upload));
    await timed(`${name}: look at each line`, () => work(id));
    await timed(`${name}: write people and posts`, async () => {
      await startImport(ctx, directoryImports, id);
      await work(id);
    });
    const { counts } = await getImport(ctx, directoryImports.kinds, id);
    if (counts.done !== people) throw new Error(`${counts.done} of ${people} lines were taken.`);
    await timed(`${name}: take all back`, () => undoImport(ctx, directoryImports, id));
  }
  await timed('floor: bare rows', () => floor(platform.db as Kysely<unknown>));
  printTable(`${people} people`, rows);
} finally {
  await shutdown.run();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Two rows a line into a table without indexes, 500 lines a transaction. */
async function floor(db: Kysely<unknown>): Promise<void> {
  for (let at = 0; at < people; at += 500) {
    await db.transaction().execute(async (trx) => {
      await sql`create table if not exists pg_temp.bare (id text, name text)`.execute(trx);
      await sql`insert into pg_temp.bare select n::text, 'Nguyễn Văn Số ' || n from generate_series(1, 1000) n`.execute(
        trx,
      );
    });
  }
}
