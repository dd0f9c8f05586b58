import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../../process/process-identity.ts';
import { StartError } from '../../process/start-error.ts';

/** What a running server wrote about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const POLL_MS = 20;
const FAST_STOP_MS = 6_000;
const IMMEDIATE_STOP_MS = 2_000;

export function readPostmaster(pgData: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(pgData, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null;
}

/**
 * The server that an earlier start left running, e.g. after `kill -9`. A file whose process is gone, or whose number now
 * belongs to another program, is removed: PostgreSQL itself would refuse to start beside the second.
 */
export function findRunning(pgData: string): Postmaster | null {
  const found = readPostmaster(pgData);
  if (found === null) return null;
  if (isAlive(found.pid) && isPostgresOf(found.pid, pgData)) return found;
  rmSync(join(pgData, 'postmaster.pid'), { force: true });
  return null;
}

/** Are the program's files still those it was started from? After a new `npm ci` they are gone. */
export function runsFromDeletedFile(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith(' (deleted)');
  } catch {
    return false;
  }
}

/**
 * Waits until the server of this process number takes connections; the file of an earlier one may still stand there.
 * Answers false when it ended instead.
 */
export async function waitUntilReady(
  pid: number,
  pgData: string,
  ended: () => boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  while (!ended()) {
    signal?.throwIfAborted();
    const server = readPostmaster(pgData);
    if (server?.pid === pid && server.ready) return true;
    await delay(POLL_MS);
  }
  return false;
}

/**
 * Ends the server: it closes its connections and writes all to disk. One that does not end in time is ended at once,
 * and mends itself from its log at the next start.
 * @throws StartError when it may not be ended by this user, or does not end
 */
export async function stopPostmaster(pid: number, pgData: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new StartError(
        `PostgreSQL (process ${pid}) in ${pgData} belongs to another user and cannot be stopped by this one.`,
      );
    }
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return;
      await delay(POLL_MS);
    }
  }
  throw new StartError(
    `PostgreSQL (process ${pid}) in ${pgData} does not stop: end it with "kill -9 ${pid}" and start again.`,
  );
}

/** Process numbers are used again; a stranger must be neither taken over nor stopped. */
function isPostgresOf(pid: number, pgData: string): boolean {
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    // A running server renames itself (`nhipcau: …`) but stays in its folder; others may not look there.
    const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (!title.includes('postgres')) return false;
    return title.includes(pgData) || readlinkSync(`/proc/${pid}/cwd`) === pgData;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}
