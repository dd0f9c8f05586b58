import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { APP_ROLE, REPORTS_ROLE } from '../migrate.ts';
import type { RunAs } from './run-as.ts';
import { serverError } from './server-error.ts';

export interface Passwords {
  owner: string;
  app: string;
  reports: string;
}

export const DATABASE = 'nhipcau';
/** Owns the database and makes roles, but is no superuser: the only superuser cannot log in at all. */
export const OWNER = 'nhipcau_owner';
export const APP_LOGIN = 'nhipcau_app_login';
export const REPORTS_LOGIN = 'nhipcau_reports_login';

/** Only our three roles, only from this machine, only with a password. */
const HOST_RULES = `host all ${OWNER},${APP_LOGIN},${REPORTS_LOGIN} 127.0.0.1/32 scram-sha-256\n`;

/**
 * Makes the database's files. They are made beside and moved into place when complete, so that a start that is cut off
 * in the middle leaves nothing that looks like a database.
 */
export async function createCluster(
  runAs: RunAs,
  pgData: string,
  passwords: Passwords,
  signal?: AbortSignal,
): Promise<void> {
  const parent = dirname(pgData);
  const prefix = `${basename(pgData)}.new-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const fresh = join(parent, `${prefix}${randomBytes(4).toString('hex')}`);
  mkdirSync(fresh, { mode: 0o700 });
  give(runAs, fresh);
  try {
    await run(runAs, runAs.binaries.initdb, initArguments(fresh), '', signal);
    const hostFile = join(fresh, 'pg_hba.conf');
    writeFileSync(hostFile, HOST_RULES, { mode: 0o600 });
    give(runAs, hostFile);
    await run(
      runAs,
      runAs.binaries.postgres,
      ['--single', '-D', fresh, '-c', 'exit_on_error=on', 'postgres'],
      rolesSql(passwords),
      signal,
    );
    renameSync(fresh, pgData);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

export function clusterExists(pgData: string): boolean {
  return existsSync(join(pgData, 'PG_VERSION'));
}

function initArguments(folder: string): string[] {
  // Sorting and case follow Vietnamese; the C library's own locale only has to know UTF-8 letters (pg_trgm asks it).
  const libraryLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--auth=reject',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=vi-VN',
    `--locale=${libraryLocale}`,
    '--lc-messages=C',
    '--no-instructions',
  ];
}

/** One statement a line, as the single-user mode reads them. */
function rolesSql({ owner, app, reports }: Passwords): string {
  return [
    `create role ${APP_ROLE} nologin`,
    `create role ${REPORTS_ROLE} nologin`,
    `create role ${OWNER} login createdb createrole password ${literal(owner)}`,
    `grant ${APP_ROLE}, ${REPORTS_ROLE} to ${OWNER} with admin option`,
    `create role ${APP_LOGIN} login password ${literal(app)} in role ${APP_ROLE}`,
    `create role ${REPORTS_LOGIN} login password ${literal(reports)} in role ${REPORTS_ROLE}`,
    `create database ${DATABASE} owner ${OWNER}`,
    '',
  ].join(';\n');
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function give(runAs: RunAs, path: string): void {
  if (runAs.user !== null) chownSync(path, runAs.user.uid, runAs.user.gid);
}

async function run(runAs: RunAs, program: string, args: string[], input: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  // Its own group: a Ctrl-C in the terminal reaches us, and we end it.
  const child = runAs.spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const end = () => void child.kill('SIGINT');
  signal?.addEventListener('abort', end);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  try {
    const [code, out, errors] = await Promise.all([
      exit,
      text(child.stdout as Readable),
      text(child.stderr as Readable),
    ]);
    signal?.throwIfAborted();
    if (code !== 0) throw serverError(`${out}\n${errors}`, args.find((arg) => arg.startsWith('/')) ?? program);
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
