import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../module.ts';
import { linked } from './linked.ts';
import { isAlive, startOfProcess } from './process-identity.ts';
import { explainFileError, StartError } from './start-error.ts';

export interface LockHolder {
  pid: number;
  /** When that process began; tells it from a later one of the same number. */
  started: string | null;
  /** Where it serves, once it does. */
  address: string | null;
}

export interface DataLock {
  /** Tells who comes second where the first one serves. */
  setAddress(address: string): void;
  release(): void;
}

/**
 * Takes the data folder for these services: one process each at a time. Locks of processes that are gone are taken over.
 * @throws StartError naming the process and the address that hold it
 */
export function lockData(dataDir: string, services: ReadonlySet<Service>): DataLock {
  const folder = join(dataDir, 'locks');
  const mine: LockHolder = { pid: process.pid, started: startOfProcess(process.pid), address: null };
  const held: string[] = [];
  const release = () => {
    for (const path of held.splice(0)) rmSync(path, { force: true });
  };
  try {
    mkdirSync(folder, { recursive: true });
    for (const service of services) {
      const path = join(folder, `${service}.json`);
      takeLock(path, mine, dataDir);
      held.push(path);
    }
  } catch (error) {
    release();
    throw explainFileError(error, dataDir) ?? error;
  }
  return {
    setAddress(address) {
      for (const path of held) writeWhole(path, { ...mine, address });
    },
    release,
  };
}

/** Who holds the data folder for any service; null when nobody does. */
export function findHolder(dataDir: string): LockHolder | null {
  for (const service of ['web', 'collector', 'worker'] satisfies Service[]) {
    const holder = readHolder(join(dataDir, 'locks', `${service}.json`));
    if (holder !== null && isHolding(holder)) return holder;
  }
  return null;
}

function takeLock(path: string, mine: LockHolder, dataDir: string): void {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(mine));
  try {
    for (;;) {
      if (linked(beside, path)) return;
      const text = readText(path);
      if (text === null) continue;
      const holder = parseHolder(text);
      if (holder !== null && isHolding(holder)) throw refused(dataDir, holder);
      removeStale(path, text);
    }
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Moves the stale lock away, unless another start was quicker and the lock is now its own. */
function removeStale(path: string, judged: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readText(aside) !== judged) linked(aside, path);
  rmSync(aside, { force: true });
}

function refused(dataDir: string, { pid, address }: LockHolder): StartError {
  const where = address === null ? 'which is still starting' : `which serves ${address}`;
  return new StartError(
    `The data folder ${dataDir} is in use by process ${pid}, ${where}: stop that one first, or choose another folder with --data=FOLDER.`,
  );
}

function isHolding({ pid, started }: LockHolder): boolean {
  return pid !== process.pid && isAlive(pid) && (started === null || startOfProcess(pid) === started);
}

function readHolder(path: string): LockHolder | null {
  const text = readText(path);
  return text === null ? null : parseHolder(text);
}

/** A lock cut off by a full disk or a loss of power is nobody's. */
function parseHolder(text: string): LockHolder | null {
  try {
    const holder = JSON.parse(text) as LockHolder;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeWhole(path: string, holder: LockHolder): void {
  writeFileSync(`${path}.new`, JSON.stringify(holder));
  renameSync(`${path}.new`, path);
}
