import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './node.ts';

const BINARIES = '/usr/lib/postgresql/15/bin';

export const hasDebianPostgres = existsSync(join(BINARIES, 'postgres'));

/** Starts Debian's PostgreSQL 15 with an empty database; answers its address as an owner that is no superuser. */
export async function startDebianPostgres(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-pg15-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const port = await freePort();
  // It does not run as root; its package has made the user `postgres`.
  const root = process.getuid?.() === 0;
  if (root) spawnSync('chown', ['postgres', folder]);
  const as = (args: string[]) =>
    root ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...args] : args;
  const runAs = ([program, ...args]: string[]) => [program as string, args] as const;
  const made = spawnSync(
    ...runAs(as([`${BINARIES}/initdb`, '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'])),
  );
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(...runAs(as([`${BINARIES}/postgres`, '-D', data, ...settings.flatMap((one) => ['-c', one])])), {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  onTestFinished(async () => {
    server.kill('SIGINT');
    await ended;
  });
  const sql = "create role province login createrole password 'of-the-test'; create database province owner province";
  const statements = sql.split('; ').flatMap((one) => ['-c', one]);
  for (;;) {
    const answer = spawnSync('psql', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-q', ...statements]);
    if (answer.status === 0) return `postgres://province:of-the-test@127.0.0.1:${port}/province`;
    if (server.exitCode !== null) throw new Error('PostgreSQL 15 ended early.');
  }
}
