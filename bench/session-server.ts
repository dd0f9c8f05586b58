import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { directory } from '#modules/directory/server/index.ts';
import { meetings } from '#modules/meetings/server/index.ts';
import type { Auth } from '#platform/server/auth/auth.ts';
import { loadConfig } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { core } from '#platform/server/core.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { migrateDatabase } from '#platform/server/database/migrate.ts';
import { openEvents } from '#platform/server/events/events.ts';
import { buildServer } from '#platform/server/http/server.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import { fillSession } from './session-fill.ts';

/*
 * What `session.ts` measures, in a process of its own: `node` serves sessions as a node does, with a database of its own;
 * `floor` is a bare HTTP server that holds answers open and writes the same bytes to all. Who a cookie is, is read from
 * memory: signing in is measured elsewhere.
 */
const [, , what, sessions = '10', places = '85'] = process.argv;

function tell(message: object): void {
  process.send?.(message);
}

process.on('message', (ask) => {
  if (ask !== 'cost') return;
  globalThis.gc?.();
  globalThis.gc?.();
  tell({ memory: process.memoryUsage().rss, cpu: process.cpuUsage() });
});

if (what === 'floor') {
  const open = new Set<ServerResponse>();
  let text = Buffer.alloc(0);
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(text);
      open.add(response);
      response.on('close', () => open.delete(response));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      text = Buffer.concat(chunks);
      for (const one of open) one.write(text);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port, sessions: [] }));
  process.on('SIGTERM', () => process.exit(0));
} else {
  const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
  chmodSync(dataDir, 0o755);
  const log = pino({ level: 'silent' });
  const passwords = { owner: 'owner-of-bench', app: 'app-of-bench', reports: 'reports-of-bench' };
  const postgres = await startEmbeddedPostgres({ dataDir, passwords, log });
  await migrateDatabase(postgres.urls.owner, [core, directory, meetings]);
  const owner = new pg.Client({ connectionString: postgres.urls.owner });
  owner.on('error', () => {});
  await owner.connect();
  const filled = [];
  for (let n = 0; n < Number(sessions); n++) filled.push(await fillSession(owner, Number(places)));
  const config = loadConfig({ NHIPCAU_DATA: dataDir, LOG_LEVEL: 'silent', PORT: '0', RATE_LIMIT: '1000000' });
  const db = openDatabase<unknown>(postgres.urls.app, 10);
  const people: ServerModule = {
    name: 'people',
    errors: {},
    permissions: [],
    migrations: {},
    findActor: async (_platform, { accountId, sessionId, method }) => ({
      kind: 'person',
      accountId,
      personId: accountId,
      name: '',
      sessionId,
      method,
      unitId: null,
      reach: new Map(),
    }),
  };
  const modules = [core, people, meetings];
  const events = await openEvents(postgres.urls.app, db, log);
  const parts = { config, log, db, reports: db, events, modules, secrets: loadSecrets(dataDir), now: () => new Date() };
  const platform = parts as unknown as Platform;
  const auth = {
    // `person.screen`: each screen has a session of its own.
    findSession: async (cookie: string) => ({ accountId: cookie.split('.')[0], sessionId: cookie, method: 'password' }),
  } as Partial<Auth> as Auth;
  const app = await buildServer({ platform, modules, auth, rawHandlers: [] });
  await app.listen({ port: 0, host: '127.0.0.1' });
  tell({ port: (app.server.address() as AddressInfo).port, sessions: filled });
  const stop = async (): Promise<void> => {
    await app.close();
    await events.close();
    await db.destroy();
    await owner.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
}
