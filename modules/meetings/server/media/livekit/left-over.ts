import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, startOfProcess } from '#platform/server/process/process-identity.ts';
import { writeWhole } from '#platform/server/process/write-whole.ts';

const PATIENCE_MS = 2_000;
const LOOK_AGAIN_MS = 50;

/** Notes the media server that runs for this data folder, so that a later process finds what a killed one left. */
export function noteServer(path: string, pid: number): void {
  writeWhole(path, JSON.stringify({ pid, started: startOfProcess(pid) }));
}

/** Ends a media server that a killed process left running; its people come back to the new one by themselves. */
export async function endLeftOver(path: string): Promise<boolean> {
  const left = readNote(path);
  rmSync(path, { force: true });
  if (left === null || left.pid === process.pid || !isAlive(left.pid)) return false;
  if (left.started === null || startOfProcess(left.pid) !== left.started) return false;
  await endServer(left.pid);
  return true;
}

/**
 * Ends a media server. Asked once it waits for all people to leave; asked twice it ends at once. One that does neither
 * is killed.
 */
export async function endServer(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGTERM'] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    await delay(LOOK_AGAIN_MS);
  }
  for (let waited = 0; isAlive(pid); waited += LOOK_AGAIN_MS) {
    if (waited >= PATIENCE_MS) {
      process.kill(pid, 'SIGKILL');
      return;
    }
    await delay(LOOK_AGAIN_MS);
  }
}

function readNote(path: string): { pid: number; started: string | null } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; started: string | null };
  } catch {
    return null;
  }
}
