import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { explainFileError } from './start-error.ts';

/**
 * Makes the data folder where it is missing; answers its real path. As root, others may pass it but not list it: the
 * embedded PostgreSQL runs as another user. One folder at a time: made all at once, a read-only disk is told as
 * "no such file".
 * @throws StartError
 */
export function makeDataFolder(path: string): string {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    makeMissing(resolve(path), mode);
    return realpathSync(path);
  } catch (error) {
    throw explainFileError(error, path) ?? error;
  }
}

function makeMissing(path: string, mode: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeMissing(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another start made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
