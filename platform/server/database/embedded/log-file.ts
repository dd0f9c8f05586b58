import { mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT = 3;
const FULL_BYTES = 1024 * 1024;

/** Opens the server's log for appending. One that has grown is set aside as `.1`, `.2`, `.3`; older ones go. */
export function openLogFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > FULL_BYTES) {
    for (let age = KEPT - 1; age >= 0; age--) {
      const from = age === 0 ? path : `${path}.${age}`;
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${age + 1}`);
    }
  }
  return openSync(path, 'a', 0o600);
}

/** What was written after a size noted earlier. */
export function readLogAfter(path: string, size: number): string {
  return readFileSync(path).subarray(size).toString('utf8');
}
