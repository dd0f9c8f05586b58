import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { listAgencies, listChildren } from '#modules/directory/server/agencies/list-agencies.ts';
import { directory } from '#modules/directory/server/index.ts';
import { listPeople } from '#modules/directory/server/people/list-people.ts';
import type { Context } from '#platform/server/context.ts';
import { core } from '#platform/server/core.ts';
import { openDatabase, openPool } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { migrateDatabase } from '#platform/server/database/migrate.ts';
import type { Platform } from '#platform/server/platform.ts';
import { fillDirectory, SAMPLE_WORDS } from './directory-fill.ts';
import { printTable, quantile } from './table.ts';

/**
 * The tree and the searches of the directory, verb by verb, at the size of a country: agencies with a history of three
 * names and two parents each, and people with a post. Beside them, in turns, the floor: an empty statement and one row by
 * its key, over the same connections. Milliseconds of the whole verb, JSON not counted.
 * `node bench/directory.ts [agencies=100000] [people=1000000] [rounds=200]`
 */
const [agencies = 100_000, people = 1_000_000, rounds = 200] = process.argv.slice(2).map(Number);
const LIMIT_MS = 100;

const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
chmodSync(dataDir, 0o755);
const log = pino({ level: 'silent' });
const passwords = { owner: 'owner-of-bench', app: 'app-of-bench', reports: 'reports-of-bench' };
const server = await startEmbeddedPostgres({ dataDir, passwords, log, durable: false });
const owner = new pg.Client({ connectionString: server.urls.owner });
// The server ends before this line does when something fails.
owner.on('error', () => {});
try {
  await migrateDatabase(server.urls.owner, [core, directory]);
  await owner.connect();
  const began = performance.now();
  const filled = await fillDirectory(owner, { agencies, people });
  process.stdout.write(
    `${agencies} agencies and ${people} people in ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
  const db = openDatabase(server.urls.app, 5);
  const platform = {
    db,
    now: () => new Date('2026-11-25T03:00:00Z'),
    modules: [core, directory],
    events: { listen: () => () => {} },
  } as unknown as Platform;
  const ctx: Context = { platform, actor: { kind: 'system', name: 'bench' }, requestId: 'bench', locale: 'vi' };
  const pick = <T>(from: readonly T[], round: number): T => from[(round * 7919) % from.length] as T;
  const bare = openPool(server.urls.app, 1);
  const questions: Record<string, (round: number) => Promise<unknown>> = {
    'floor: select 1': () => bare.query('select 1'),
    'floor: one row by key': (round) =>
      bare.query('select * from directory.agency where id = $1', [pick(filled.middle, round)]),
    'tree: roots': () => listChildren(ctx, { limit: 200 }),
    'tree: children': (round) => listChildren(ctx, { parentId: pick(filled.middle, round), limit: 200 }),
    'tree: children in 2024': (round) =>
      listChildren(ctx, { parentId: pick(filled.middle, round), asOf: '2024-05-05', limit: 200 }),
    'agencies: first page': () => listAgencies(ctx, { limit: 50 }),
    'agencies: two words': (round) => listAgencies(ctx, { q: pick(SAMPLE_WORDS.agencies, round), limit: 50 }),
    'agencies: a code': (round) => listAgencies(ctx, { q: String(10_000 + (round % 500)), limit: 50 }),
    'people: first page': () => listPeople(ctx, { below: true, limit: 50 }),
    'people: a full name': (round) => listPeople(ctx, { q: pick(SAMPLE_WORDS.people, round), below: true, limit: 50 }),
    'people: one common word': () => listPeople(ctx, { q: 'nguyen', below: true, limit: 50 }),
    'people: of one agency': (round) =>
      listPeople(ctx, { agencyId: pick(filled.middle, round), below: true, limit: 50 }),
    'people: below the root': () => listPeople(ctx, { agencyId: filled.root, below: true, limit: 50 }),
    'people: below the root, a word': () =>
      listPeople(ctx, { agencyId: filled.root, q: 'nguyễn', below: true, limit: 50 }),
  };
  const times = new Map(Object.keys(questions).map((name): [string, number[]] => [name, []]));
  for (let round = -5; round < rounds; round++) {
    for (const [name, ask] of Object.entries(questions)) {
      const start = performance.now();
      await ask(Math.abs(round));
      // The first rounds warm caches and plans.
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  const rows = [...times].map(([question, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    const p95 = quantile(sorted, 0.95);
    const fits = question.startsWith('floor') || p95 <= LIMIT_MS;
    return { question, 'p50 ms': quantile(sorted, 0.5), 'p95 ms': p95, [`p95 ≤ ${LIMIT_MS} ms`]: fits ? 'yes' : 'NO' };
  });
  printTable(`The directory with ${agencies} agencies and ${people} people, ${rounds} rounds in turns`, rows);
  await bare.end();
  await db.destroy();
} finally {
  await owner.end();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
