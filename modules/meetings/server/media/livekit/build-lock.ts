import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { linked } from '#platform/server/process/linked.ts';
import { isAlive, startOfProcess } from '#platform/server/process/process-identity.ts';

const LOOK_AGAIN_MS = 500;

/**
 * Does the work while no other process of this machine does it; the others wait. A lock whose process is gone is nobody's.
 * @throws the signal's reason when the wait is cut off
 */
export async function aloneOnMachine<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${process.pid} ${startOfProcess(process.pid)}`;
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, mine);
  try {
    while (!linked(beside, path)) {
      if (!isHeld(path)) rmSync(path, { force: true });
      else await delay(LOOK_AGAIN_MS, undefined, { signal });
    }
  } finally {
    rmSync(beside, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function isHeld(path: string): boolean {
  try {
    const [pid = '', ...started] = readFileSync(path, 'utf8').split(' ');
    return isAlive(Number(pid)) && startOfProcess(Number(pid)) === started.join(' ');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
