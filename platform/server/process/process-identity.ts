import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Is there a process of this number, whoever's it is? One that has ended and only waits to be noticed is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const state = processFields(pid)?.[0];
  return state !== 'Z' && state !== 'X';
}

/**
 * When the process began, as a text to compare. Together with the number it names one process for good: numbers are
 * used again, after a restart of the machine at once. Null when there is no such process.
 */
export function startOfProcess(pid: number): string | null {
  if (existsSync('/proc/self/stat')) {
    const ticks = processFields(pid)?.[19];
    return ticks === undefined ? null : `${bootId()}:${ticks}`;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Fields of /proc/PID/stat after the name, which may itself hold spaces: state first, start time the 20th. */
function processFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
