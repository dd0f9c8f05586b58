import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { takeConnection } from '../database/database.ts';
import type { Platform } from '../platform.ts';
import { type Piece, packArchive, piecesOf } from './archive.ts';
import { copyOut, findMigrations, findSequences, findTables, findWaitingJobs } from './database.repo.ts';
import { copyStoreOut, findStoreMigrations, findStoreTables, type StoreTable } from './hits.clickhouse.ts';
import type { Manifest } from './manifest.ts';

/** Belongs to this installation and not to the node. */
const NOT_COPIED = ['platform.backup'];

export interface BackupParts {
  platform: Platform;
  /** Version of this program. */
  version: string;
  key: string | undefined;
  /** Told after each piece: the thing in hand, and the bytes so far, before packing. */
  progress?(thing: string, bytes: number): void;
}

/**
 * The whole node as one stream, while it runs: records as they were at one instant, all hits that were answered before
 * it began, files, settings, secrets, and the jobs that wait.
 */
export function makeBackup(parts: BackupParts): Readable {
  return packArchive(watched(parts), parts.key);
}

async function* watched(parts: BackupParts): AsyncGenerator<Piece> {
  let bytes = 0;
  for await (const piece of allPieces(parts)) {
    bytes += piece.content.length;
    yield piece;
    parts.progress?.(piece.name, bytes);
  }
}

async function* allPieces({ platform, version }: BackupParts): AsyncGenerator<Piece> {
  // What was answered before now is in the store before its rows are read.
  for (const module of platform.modules) await module.settle?.(platform);
  const storeTables = await findStoreTables(platform.clickhouse);
  const client = await takeConnection(platform.db);
  try {
    // One instant for all tables; writers are not held up.
    await client.query('begin isolation level repeatable read read only');
    const manifest = await describe(platform, client, version, storeTables);
    yield json('manifest.json', manifest);
    yield { name: 'secrets.json', content: readFileSync(join(platform.config.dataDir, 'secrets.json')) };
    yield* settings(platform.config.settingsFile);
    yield* database(client, manifest);
    yield json('jobs.json', await findWaitingJobs(client));
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  for (const table of storeTables) {
    yield* piecesOf(`hits/${table.name}`, '.tsv', copyStoreOut(platform.clickhouse, table), true);
  }
  for await (const key of platform.files.list('')) {
    yield* piecesOf(`files/${key}`, '', await platform.files.get(key), false);
  }
}

async function describe(
  platform: Platform,
  client: pg.ClientBase,
  version: string,
  storeTables: readonly StoreTable[],
): Promise<Manifest> {
  const schemas = platform.modules.map(({ name }) => name);
  const migrations: Record<string, string[]> = {};
  for (const schema of schemas) migrations[schema] = await findMigrations(client, schema);
  const tables = await findTables(client, schemas);
  return {
    format: 1,
    version,
    at: platform.now().toISOString(),
    migrations,
    storeMigrations: await findStoreMigrations(platform.clickhouse),
    tables: tables.filter(({ schema, table }) => !NOT_COPIED.includes(`${schema}.${table}`)),
    sequences: await findSequences(client, schemas),
    storeTables: storeTables.map(({ name, columns }) => ({ name, columns })),
  };
}

async function* database(client: pg.ClientBase, { tables }: Manifest): AsyncGenerator<Piece> {
  for (const table of tables) {
    yield* piecesOf(`database/${table.schema}.${table.table}`, '.copy', copyOut(client, table), true);
  }
}

function* settings(path: string): Generator<Piece> {
  try {
    yield { name: 'nhipcau.env', content: readFileSync(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function json(name: string, value: unknown): Piece {
  return { name, content: Buffer.from(JSON.stringify(value, null, 1)) };
}
