import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import type { ClickHouse } from '../clickhouse/clickhouse.ts';
import { migrateClickHouse } from '../clickhouse/migrate.ts';
import { migrateDatabase } from '../database/migrate.ts';
import type { Files } from '../files/files.ts';
import type { ServerModule } from '../module.ts';
import { type Piece, thingOf, unpackArchive } from './archive.ts';
import { ArchiveError } from './archive-error.ts';
import { copyIn, emptyTables, findTables, setSequence, type WaitingJob, wasUsed } from './database.repo.ts';
import { type Manifest, readManifest, refuseNewer } from './manifest.ts';

/** What a backup tells before anything is restored; the stores are opened with its secrets. */
export interface BackupHead {
  manifest: Manifest;
  secrets: Buffer;
  /** The settings file, where the node had one. */
  settings: Buffer | null;
  /** What is in it. */
  counted: Counted;
}

export interface Counted {
  rows: number;
  hits: number;
  files: number;
}

export interface RestoreParts {
  /** Opens the archive from its beginning. */
  open(): Promise<Readable>;
  key: string | undefined;
  modules: readonly ServerModule[];
  /** The owner of an empty database. */
  ownerUrl: string;
  clickhouse: ClickHouse;
  files: Files;
  /** Puts jobs back into the queue, whose tables exist once the database is restored. */
  enqueue(jobs: readonly WaitingJob[]): Promise<void>;
  progress(step: string, done: number, total: number): void;
}

export interface Restored extends Counted {
  manifest: Manifest;
}

/**
 * Reads a backup from end to end and counts what is in it, so that a damaged one is refused before anything is written.
 * @throws ArchiveError
 */
export async function inspectBackup(
  open: () => Promise<Readable>,
  key: string | undefined,
  modules: readonly ServerModule[],
): Promise<BackupHead> {
  const found = new Map<string, Buffer>();
  const counted: Counted = { rows: 0, hits: 0, files: 0 };
  const things = new Set<string>();
  for await (const piece of unpackArchive(await open(), key)) {
    const { name, content } = piece;
    if (!name.includes('/')) found.set(name, content);
    else if (name.startsWith('database/')) counted.rows += countLines(content);
    else if (name.startsWith('hits/')) counted.hits += countLines(content);
    else if (name.endsWith('/000001')) counted.files += 1;
    if (name.includes('/')) things.add(thingOf(piece));
  }
  const [manifest, secrets] = [found.get('manifest.json'), found.get('secrets.json')];
  if (!manifest || !secrets)
    throw new ArchiveError('The backup holds no node: its manifest or its secrets are missing.');
  const read = readManifest(manifest);
  refuseNewer(read, {
    migrations: Object.fromEntries(modules.map((module) => [module.name, Object.keys(module.migrations)])),
    store: modules.flatMap((module) => (module.clickhouse ?? []).map(({ name }) => name)),
  });
  for (const { schema, table } of read.tables) refuseMissing(things, `database/${schema}.${table}`);
  for (const { name } of read.storeTables) refuseMissing(things, `hits/${name}`);
  return { manifest: read, secrets, settings: found.get('nhipcau.env') ?? null, counted };
}

/**
 * Restores a backup onto empty stores: tables as they were when it was made, their rows, hits, files, then whatever
 * migrations came since. The rows of the database come in one transaction.
 * @throws ArchiveError, also when the stores are not empty
 */
export async function restoreBackup(parts: RestoreParts, { manifest }: BackupHead): Promise<Restored> {
  const { modules, ownerUrl, clickhouse, files } = parts;
  await migrateDatabase(
    ownerUrl,
    modules.map((module) => upTo(module, manifest)),
  );
  await migrateClickHouse(
    clickhouse,
    storeSteps(modules).filter(({ name }) => manifest.storeMigrations.includes(name)),
  );
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const counted = { rows: 0, hits: 0, files: 0 };
  let jobs: WaitingJob[] = [];
  try {
    await client.query('begin');
    // Two tables that refer to each other come one after the other.
    await client.query('set constraints all deferred');
    await makeEmpty(client, manifest);
    const total = manifest.tables.length + manifest.storeTables.length;
    let things = 0;
    for await (const thing of thingsOf(unpackArchive(await parts.open(), parts.key))) {
      const [kind, ...rest] = thing.name.split('/');
      const name = rest.join('/');
      if (kind === 'database') counted.rows += await copyIn(client, tableOf(manifest, name), thing.content);
      else if (kind === 'hits') counted.hits += await copyStoreIn(clickhouse, manifest, name, thing.content);
      else if (kind === 'files') counted.files += await putFile(files, name, thing.content);
      else if (thing.name === 'jobs.json') jobs = JSON.parse((await thing.content.toArray()).join('')) as WaitingJob[];
      else thing.content.resume();
      if (kind === 'database' || kind === 'hits') parts.progress(name, (things += 1), total);
    }
    for (const sequence of manifest.sequences) await setSequence(client, sequence);
    await client.query('commit');
  } finally {
    await client.end();
  }
  await migrateDatabase(ownerUrl, modules);
  await migrateClickHouse(clickhouse, storeSteps(modules));
  await parts.enqueue(jobs);
  return { manifest, ...counted };
}

function refuseMissing(things: ReadonlySet<string>, name: string): void {
  if (things.has(name)) return;
  throw new ArchiveError(`The backup is not whole: its manifest names ${name}, which is not in it. Take an older one.`);
}

function countLines(content: Buffer): number {
  let lines = 0;
  for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** The module as it was when the backup was made. */
function upTo({ name, migrations }: ServerModule, manifest: Manifest) {
  const had = manifest.migrations[name] ?? [];
  return { name, migrations: Object.fromEntries(Object.entries(migrations).filter(([step]) => had.includes(step))) };
}

const storeSteps = (modules: readonly ServerModule[]) => modules.flatMap((module) => module.clickhouse ?? []);

async function makeEmpty(client: pg.Client, manifest: Manifest): Promise<void> {
  if (await wasUsed(client)) {
    throw new ArchiveError('This node is not empty. A backup is restored onto an empty one: name a new data folder.');
  }
  await emptyTables(client, await findTables(client, Object.keys(manifest.migrations)));
}

function tableOf({ tables }: Manifest, name: string) {
  const found = tables.find(({ schema, table }) => `${schema}.${table}` === name);
  if (!found) throw new ArchiveError(`The backup holds rows of ${name}, which its manifest does not know.`);
  return found;
}

async function copyStoreIn(clickhouse: ClickHouse, { storeTables }: Manifest, name: string, content: Readable) {
  const found = storeTables.find((table) => table.name === name);
  if (!found) throw new ArchiveError(`The backup holds rows of ${name}, which its manifest does not know.`);
  let rows = 0;
  let piece = 0;
  for await (const lines of content as AsyncIterable<Buffer>) {
    if (lines.length === 0) continue;
    await clickhouse.insertTsv(name, found.columns, lines, `restore:${name}:${(piece += 1)}`);
    rows += countLines(lines);
  }
  return rows;
}

async function putFile(files: Files, key: string, content: Readable): Promise<number> {
  await files.put(key, content, Number.POSITIVE_INFINITY);
  return 1;
}

interface Thing {
  name: string;
  /** Its pieces, one a chunk. */
  content: Readable;
}

/** Puts the pieces of each thing together again, as a stream. The consumer reads one thing to its end, then the next. */
async function* thingsOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Thing> {
  const source = pieces[Symbol.asyncIterator]();
  let next = await source.next();
  while (!next.done) {
    const name = nameOfThing(next.value);
    const content = new PassThrough({ objectMode: true });
    const feed = (async () => {
      for (; !next.done && nameOfThing(next.value) === name; next = await source.next()) {
        if (!content.write(next.value.content)) await new Promise((resolve) => content.once('drain', resolve));
      }
      content.end();
    })().catch((error: Error) => content.destroy(error));
    yield { name, content };
    await feed;
  }
}

const nameOfThing = (piece: Piece) => (piece.name.includes('/') ? thingOf(piece) : piece.name);
