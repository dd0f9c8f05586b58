import { parseArgs } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { listAgencies, listChildren } from '#modules/directory/server/agencies/list-agencies.ts';
import { directory } from '#modules/directory/server/index.ts';
import { listPeople } from '#modules/directory/server/people/list-people.ts';
import { searchAudit } from '#platform/server/audit/search.ts';
import type { Context } from '#platform/server/context.ts';
import { core } from '#platform/server/core.ts';
import { openDatabase, openPool } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { migrateDatabase } from '#platform/server/database/migrate.ts';
import type { Platform } from '#platform/server/platform.ts';
import { AUDIT_WORDS, fillAudit } from './audit-fill.ts';
import { fillDirectory, findFilled, SAMPLE_WORDS } from './directory-fill.ts';
import { openBenchFolder } from './kept-folder.ts';
import { printTable, quantile } from './table.ts';

/**
 * The tree and the searches of the directory, verb by verb, at the size of a country: agencies with a history of three
 * names and two parents each, and people with a post. Beside them, in turns, the floor: an empty statement and one row by
 * its key, over the same connections. Milliseconds of the whole verb, JSON not counted. Filling takes minutes: with
 * `--keep` the database stays in that folder, and the next run asks the same one.
 * `node bench/directory.ts [agencies=100000] [people=1000000] [rounds=200] [--keep=FOLDER]`
 */
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } });
const [agencies = 100_000, people = 1_000_000, rounds = 200] = positionals.map(Number);
const LIMIT_MS = 100;
const auditRows = people;

const folder = openBenchFolder(options.keep, `${agencies} agencies, ${people} people, ${auditRows} rows of audit`);
const dataDir = folder.path;
const log = pino({ level: 'silent' });
const passwords = { owner: 'owner-of-bench', app: 'app-of-bench', reports: 'reports-of-bench' };
const server = await startEmbeddedPostgres({ dataDir, passwords, log, durable: false });
const owner = new pg.Client({ connectionString: server.urls.owner });
// The server ends before this line does when something fails.
owner.on('error', () => {});
try {
  await migrateDatabase(server.urls.owner, [core, directory]);
  await owner.connect();
  if (!folder.filled) {
    const began = performance.now();
    await fillDirectory(owner, { agencies, people });
    await fillAudit(owner, { rows: auditRows, agencies, people });
    folder.markFilled();
    process.stdout.write(`Filled in ${Math.round((performance.now() - began) / 1000)} s\n`);
  }
  const filled = await findFilled(owner, agencies);
  const db = openDatabase(server.urls.app, 5);
  const reports = openDatabase(server.urls.reports, 5);
  const platform = {
    db,
    reports,
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
    'people: below a province': () => listPeople(ctx, { agencyId: filled.province, below: true, limit: 50 }),
    'people: below the root': () => listPeople(ctx, { agencyId: filled.root, below: true, limit: 50 }),
    'people: below the root, a word': () =>
      listPeople(ctx, { agencyId: filled.root, q: 'nguyễn', below: true, limit: 50 }),
    'audit: newest': () => searchAudit(ctx, { limit: 50 }),
    'audit: of one person': (round) => searchAudit(ctx, { actor: pick(filled.people, round), limit: 50 }),
    'audit: one act in one month': () =>
      searchAudit(ctx, { action: 'directory.session.open', from: '2025-03-01', to: '2025-03-31', limit: 50 }),
    'audit: acts of a module': () => searchAudit(ctx, { action: 'usage.', limit: 50 }),
    'audit: a rare word': () => searchAudit(ctx, { q: AUDIT_WORDS.rare, limit: 50 }),
    'audit: two words': () => searchAudit(ctx, { q: AUDIT_WORDS.two, limit: 50 }),
    'audit: a common word': () => searchAudit(ctx, { q: AUDIT_WORDS.common, limit: 50 }),
    'audit: a word that nothing bears': () => searchAudit(ctx, { q: AUDIT_WORDS.none, limit: 50 }),
    'audit: of one agency, a common word': (round) =>
      searchAudit(ctx, { unitId: pick(filled.middle, round), q: AUDIT_WORDS.common, limit: 50 }),
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
  printTable(
    `The directory with ${agencies} agencies, ${people} people and ${auditRows} rows of audit, ${rounds} rounds in turns`,
    rows,
  );
  await bare.end();
  await reports.destroy();
  await db.destroy();
} finally {
  await owner.end();
  await server.stop();
  folder.end();
}
