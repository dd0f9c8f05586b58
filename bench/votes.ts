import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { directory } from '#modules/directory/server/index.ts';
import { PlanVote, type Visibility } from '#modules/meetings/contract.ts';
import { meetings } from '#modules/meetings/server/index.ts';
import { confirmPlace } from '#modules/meetings/server/presence/confirm-place.ts';
import { type TestSession, testSession } from '#modules/meetings/server/testing/test-session.ts';
import { getVote } from '#modules/meetings/server/votes/get-vote.ts';
import { planVote } from '#modules/meetings/server/votes/plan-vote.ts';
import { startVote } from '#modules/meetings/server/votes/start-vote.ts';
import { stopVote } from '#modules/meetings/server/votes/stop-vote.ts';
import type { Actor, PersonActor } from '#platform/server/auth/actor.ts';
import type { Auth } from '#platform/server/auth/auth.ts';
import { loadConfig } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import type { Context } from '#platform/server/context.ts';
import { core } from '#platform/server/core.ts';
import { openDatabase, openPool } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { migrateDatabase } from '#platform/server/database/migrate.ts';
import { openEvents } from '#platform/server/events/events.ts';
import { buildServer } from '#platform/server/http/server.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import { printTable, quantile } from './table.ts';

/**
 * So many ballots at the same moment, over HTTP at one server process, on a database that writes through to the disk; the
 * clients run on the same machine. Beside it, in turns, the floor: the same rows, inserted and committed one by one over as
 * many connections as the node has. Who calls is told by a stub; all else is what a node does.
 * `node bench/votes.ts [ballots=500] [rounds=5]`
 */
const [voters = 500, rounds = 5] = process.argv.slice(2).map(Number);
const LIMIT_MS = 2_000;
/** Of a node (`app/platform.ts`). */
const CONNECTIONS = 10;

/** Of each round: all until the last was acknowledged, each one, and the processor's time. Milliseconds. */
interface Measured {
  all: number[];
  each: number[];
  cpu: number[];
  /** Did every count come to what was cast? */
  exact: boolean;
}

const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
chmodSync(dataDir, 0o755);
const log = pino({ level: 'silent' });
const passwords = { owner: 'owner-of-bench', app: 'app-of-bench', reports: 'reports-of-bench' };
const server = await startEmbeddedPostgres({ dataDir, passwords, log });
const owner = new pg.Client({ connectionString: server.urls.owner });
// The server ends before this line does when something fails.
owner.on('error', () => {});
try {
  await migrateDatabase(server.urls.owner, [core, directory, meetings]);
  await owner.connect();
  await owner.query(
    'create table public.floor (vote_id uuid, participant_id uuid, ballot jsonb, primary key (vote_id, participant_id))',
  );
  await owner.query('grant insert on public.floor to nhipcau_app');
  const db = openDatabase<unknown>(server.urls.app, CONNECTIONS);
  const events = await openEvents(server.urls.app, db, log);
  const platform = {
    config: loadConfig({ NHIPCAU_DATA: dataDir, LOG_LEVEL: 'silent', PORT: '0', RATE_LIMIT: '1000000' }),
    log,
    metrics: new Registry(),
    secrets: loadSecrets(dataDir),
    db,
    reports: db,
    events,
    modules: [core, directory, meetings],
    health: new Map(),
    now: () => new Date(),
  } as unknown as Platform;
  const as = (actor: Actor = { kind: 'system', name: 'bench' }): Context => ({
    platform,
    actor,
    requestId: uuidv7(),
    locale: 'vi',
  });
  const people = new Map<string, PersonActor>();
  const url = await serve(platform, people);
  const session = await testSession({ platform, as }, { members: voters });
  for (const { ctx } of session.members) if (ctx.actor.kind === 'person') people.set(ctx.actor.accountId, ctx.actor);
  await confirmPlace(
    session.secretary.ctx,
    session.id,
    session.placeId,
    session.members.map(({ id }) => id),
  );
  const pool = openPool(server.urls.app, CONNECTIONS);
  const rows: Record<string, Measured> = {};
  for (let round = -1; round < rounds; round += 1) {
    await measure('floor: insert + commit', () => floor(pool, session), round);
    for (const visibility of ['named', 'secret'] as const) {
      const { voteId, option } = await startOne(session, visibility);
      await measure(`${visibility} ballots over HTTP`, () => castAll(url, session, voteId, option), round);
      await stopVote(session.chair.ctx, session.id, voteId);
      const { castCount, result } = await getVote(session.chair.ctx, session.id, voteId);
      const yes = String(Math.ceil(voters / 3));
      const exact = castCount === voters && result?.options[0]?.yes === yes;
      const row = rows[`${visibility} ballots over HTTP`];
      if (row) row.exact &&= exact;
    }
  }
  report(rows);
  await pool.end();

  async function measure(name: string, work: () => Promise<number[]>, round: number): Promise<void> {
    const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
    const each = await work();
    const all = performance.now() - began;
    const { user, system } = process.cpuUsage(cpuBefore);
    // The first round warms code, plans and sockets.
    if (round < 0) return;
    const row = (rows[name] ??= { all: [], each: [], cpu: [], exact: true });
    row.all.push(all);
    row.each.push(...each);
    row.cpu.push((user + system) / 1000);
  }
} finally {
  await owner.end().catch(() => {});
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);

async function serve(platform: Platform, people: ReadonlyMap<string, PersonActor>): Promise<string> {
  const known: ServerModule = {
    name: 'people',
    errors: {},
    permissions: [],
    migrations: {},
    findActor: async (_platform, { accountId }) => people.get(accountId) ?? null,
  };
  const auth = {
    findSession: async (cookie: string) => ({ accountId: cookie, sessionId: cookie, method: 'password' }),
  } as unknown as Auth;
  const app = await buildServer({ platform, modules: [known, core, meetings], auth, rawHandlers: [] });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

async function startOne(session: TestSession, visibility: Visibility): Promise<{ voteId: string; option: string }> {
  const plan = { itemId: session.itemId, title: 'Đo', question: 'Thông qua?', visibility, method: 'approval' };
  const voteId = await planVote(session.chair.ctx, session.id, PlanVote.parse(plan));
  await startVote(session.chair.ctx, session.id, voteId, null);
  const [option] = (await getVote(session.chair.ctx, session.id, voteId)).options;
  return { voteId, option: option?.id as string };
}

/** Everybody at the same moment; answers how long each waited for the acknowledgement. */
async function castAll(url: string, session: TestSession, voteId: string, option: string): Promise<number[]> {
  // Connections of their own, made in the same moment: as from so many places.
  const agent = new Agent({ keepAlive: false });
  return await Promise.all(
    session.members.map(async ({ id, ctx }, at) => {
      const began = performance.now();
      const said = at % 3 === 0 ? 'yes' : at % 3 === 1 ? 'no' : 'abstain';
      const body = JSON.stringify({ participantId: id, ballot: { options: { [option]: said } } });
      const status = await post(
        `${url}/api/meetings/sessions/${session.id}/votes/${voteId}/ballots`,
        ctx.actor.kind === 'person' ? ctx.actor.accountId : '',
        body,
        agent,
      );
      if (status !== 201) throw new Error(`A ballot was answered ${status}.`);
      return performance.now() - began;
    }),
  );
}

function post(url: string, cookie: string, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers, agent }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function floor(pool: pg.Pool, session: TestSession): Promise<number[]> {
  const voteId = uuidv7();
  return await Promise.all(
    session.members.map(async ({ id }) => {
      const began = performance.now();
      await pool.query('insert into public.floor values ($1, $2, $3)', [voteId, id, '{"options": {}}']);
      return performance.now() - began;
    }),
  );
}

function report(rows: Record<string, Measured>): void {
  const table = Object.entries(rows).map(([name, { all, each, cpu, exact }]) => {
    const [times, waits] = [all, each].map((values) => values.toSorted((a, b) => a - b)) as [number[], number[]];
    if (!exact || (times.at(-1) ?? 0) > LIMIT_MS) process.exitCode = 1;
    return {
      [`${voters} at once`]: name,
      'all, median ms': Math.round(quantile(times, 0.5)),
      'all, slowest ms': Math.round(times.at(-1) ?? 0),
      'one, p50 ms': Math.round(quantile(waits, 0.5)),
      'one, p95 ms': Math.round(quantile(waits, 0.95)),
      'CPU of node and clients, ms': Math.round(
        quantile(
          cpu.toSorted((a, b) => a - b),
          0.5,
        ),
      ),
      count: exact ? 'exact' : 'WRONG',
    };
  });
  printTable(`Votes: limit ${LIMIT_MS} ms for all`, table);
}
