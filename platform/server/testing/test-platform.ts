import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { inject, onTestFinished } from 'vitest';
import type { Actor, PersonActor, Reach } from '../auth/actor.ts';
import { migrateClickHouse } from '../clickhouse/migrate.ts';
import { loadConfig } from '../config/config.ts';
import { loadSecrets } from '../config/secrets.ts';
import type { Context } from '../context.ts';
import { core } from '../core.ts';
import { type DatabaseUrls, openDatabase } from '../database/database.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { openEvents } from '../events/events.ts';
import { openDiskFiles } from '../files/disk.ts';
import { openJobs } from '../jobs/jobs.ts';
import { migrateJobs } from '../jobs/queues.ts';
import type { ServerModule } from '../module.ts';
import type { Platform } from '../platform.ts';
import { openTestStore } from './test-store.ts';

export interface TestPlatform {
  platform: Platform;
  /** The database under its three roles; a test that tampers takes the owner. */
  urls: DatabaseUrls;
  /** A context in which this actor acts; the system where none is given. */
  as(actor?: Actor): Context;
  close(): Promise<void>;
}

export interface TestOptions {
  modules?: readonly ServerModule[];
  now?: () => Date;
  /** Settings that differ from the defaults, as in the environment. */
  settings?: Record<string, string>;
}

/**
 * A whole platform on a database of its own: cloned from a template that has these modules' tables, so that it costs
 * milliseconds. Call it in `beforeAll` and `close()` in `afterAll`, or inside a test, where it closes itself.
 */
export async function testPlatform(options: TestOptions = {}): Promise<TestPlatform> {
  const modules = [core, ...(options.modules ?? [])];
  const urls = await cloneTemplate(modules);
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-platform-'));
  const config = loadConfig({ NHIPCAU_DATA: folder, LOG_LEVEL: 'silent', PORT: '0', ...options.settings });
  const log = pino({ level: 'silent' });
  const db = openDatabase<unknown>(urls.app, 5);
  const reports = openDatabase<unknown>(urls.reports, 3);
  const clickhouse = await openTestStore(join(folder, 'clickhouse'));
  await migrateClickHouse(
    clickhouse,
    modules.flatMap((module) => module.clickhouse ?? []),
  );
  const events = await openEvents(urls.app, db, log);
  const metrics = new Registry();
  const jobs = await openJobs(urls.app, log, metrics, false);
  const platform: Platform = {
    config,
    log,
    metrics,
    secrets: loadSecrets(folder),
    db,
    reports,
    clickhouse,
    files: openDiskFiles(join(folder, 'files')),
    jobs,
    events,
    modules,
    health: new Map(),
    now: options.now ?? (() => new Date()),
  };
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await jobs.stop(0);
    await events.close();
    await clickhouse.close();
    await Promise.all([db.destroy(), reports.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  };
  closeWithTest(close);
  return {
    platform,
    urls,
    as: (actor = { kind: 'system', name: 'test' }) => ({ platform, actor, requestId: uuidv7(), locale: 'vi' }),
    close,
  };
}

/** A person who holds these permissions, everywhere or in some units. */
export function testPerson(permissions: Record<string, Reach>, more: Partial<PersonActor> = {}): PersonActor {
  return {
    kind: 'person',
    accountId: uuidv7(),
    personId: uuidv7(),
    name: 'Nguyễn Thị Thử',
    sessionId: uuidv7(),
    unitId: null,
    reach: new Map(Object.entries(permissions)),
    ...more,
  };
}

/** Inside a test the platform closes with it; in `beforeAll` there is no test, and the caller closes. */
function closeWithTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    // Not inside a test.
  }
}

async function cloneTemplate(modules: readonly ServerModule[]) {
  const urls = inject('databaseUrls');
  const template = `template_${fingerprint(modules)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Client({ connectionString: urls.owner });
  await admin.connect();
  try {
    // Test files run in several processes; one of them makes the template, the others wait.
    await admin.query("select pg_advisory_lock(hashtext('nhipcau test template'))");
    const found = await admin.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount === 0) {
      await admin.query(`create database ${template}_new`);
      const owner = onDatabase(urls.owner, `${template}_new`);
      await migrateDatabase(owner, modules);
      await migrateJobs(
        owner,
        modules.flatMap((module) => module.jobs ?? []),
      );
      await admin.query(`alter database ${template}_new rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  return {
    owner: onDatabase(urls.owner, name),
    app: onDatabase(urls.app, name),
    reports: onDatabase(urls.reports, name),
  };
}

function fingerprint(modules: readonly ServerModule[]): string {
  const names = modules.flatMap((m) => [m.name, ...Object.keys(m.migrations), ...(m.jobs ?? []).map((j) => j.name)]);
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16);
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
