import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from '../../process/start-error.ts';
import { type Binaries, binariesIn, openToAll } from './binaries.ts';

/** How the programs of PostgreSQL are run: they refuse to run as root. */
export interface RunAs {
  /** The user whose files the database is; null: the user of this process. */
  user: { uid: number; gid: number } | null;
  binaries: Binaries;
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}

const SYSTEM_USERS = ['nhipcau', 'postgres'];

/** Only these go to PostgreSQL: settings such as LC_ALL or PGDATA of the caller must not change it. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_MESSAGES: 'C' };

/**
 * Decides as whom to run. As root: as the owner of an existing database, else as the system user `nhipcau`, which is
 * made if need be. A clone or data folder may lie where that user cannot go (below /root, in a 0700 folder); then the
 * programs keep the one right to pass and read folders, and no other.
 * @throws StartError
 */
export function chooseRunAs(binaries: Binaries, pgData: string): RunAs {
  if (process.getuid?.() !== 0) {
    return { user: null, binaries, spawn: (program, args, options) => start(program, args, options) };
  }
  const user = ownerOf(pgData) ?? systemUser();
  const plainly = (reachable: Binaries): RunAs => ({
    user,
    binaries: reachable,
    spawn: (program, args, options) => start(program, args, { ...options, ...user }),
  });
  const dataReachable = canReach(user, dirname(pgData));
  if (dataReachable && canReach(user, dirname(binaries.postgres))) return plainly(binaries);
  const right = heldRight();
  if (right !== null && existsSync('/usr/bin/setpriv')) {
    return {
      user,
      binaries,
      spawn: (program, args, options) =>
        start('/usr/bin/setpriv', [...withRight(user, right), program, ...args], options),
    };
  }
  if (dataReachable) return plainly(copyBinaries(binaries));
  throw new StartError(
    `PostgreSQL does not run as root, and no other user can reach ${dirname(pgData)}: ` +
      'start as an ordinary user, or choose a folder that others may enter with --data=FOLDER.',
  );
}

function start(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn(program, args, { env: ENVIRONMENT, ...options });
}

/**
 * `no_setuid_fixup` lets the right count in access(2) too, with which PostgreSQL looks for its own programs. What else
 * root holds is gone at the exec: only ambient rights pass it.
 */
function withRight(user: { uid: number; gid: number }, right: string): string[] {
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  return ['--securebits=+no_setuid_fixup', ...identity, `--inh-caps=+${right}`, `--ambient-caps=+${right}`, '--'];
}

const CAP_DAC_OVERRIDE = 1n;
const CAP_DAC_READ_SEARCH = 2n;
const CAP_SETPCAP = 8n;

/** The smallest right with which folders of others can be passed. Containers often hold only the larger one. */
function heldRight(): 'dac_read_search' | 'dac_override' | null {
  if (process.platform !== 'linux') return null;
  const held = BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`);
  const has = (capability: bigint) => ((held >> capability) & 1n) === 1n;
  if (!has(CAP_SETPCAP)) return null;
  if (has(CAP_DAC_READ_SEARCH)) return 'dac_read_search';
  return has(CAP_DAC_OVERRIDE) ? 'dac_override' : null;
}

/** May the user enter this folder, by the permissions of it and of all above? */
export function canReach(user: { uid: number; gid: number }, path: string): boolean {
  const parent = dirname(path);
  const above = parent === path || canReach(user, parent);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!above || stat === undefined) return above;
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  return (stat.mode & (stat.gid === user.gid ? 0o010 : 0o001)) !== 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? null : { uid: stat.uid, gid: stat.gid };
}

/** @throws StartError */
function systemUser(): { uid: number; gid: number } {
  const wanted = findUser('nhipcau');
  if (wanted !== null) return wanted;
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  try {
    execFileSync('useradd', [...args, 'nhipcau'], { stdio: 'ignore' });
  } catch {
    // No such program, a read-only /etc, or another start was quicker: what exists decides.
  }
  for (const name of SYSTEM_USERS) {
    const user = findUser(name);
    if (user !== null) return user;
  }
  throw new StartError(
    'PostgreSQL does not run as root, and the system user "nhipcau" could not be made: ' +
      'run "useradd --system nhipcau", start as an ordinary user, or set DATABASE_URL.',
  );
}

function findUser(name: string): { uid: number; gid: number } | null {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** For a root without rights over folders: the programs in a place that all can read. */
function copyBinaries({ folder }: Binaries): Binaries {
  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  const parent = existsSync('/var/cache') ? '/var/cache/nhipcau' : join(tmpdir(), 'nhipcau-cache');
  const copy = join(parent, `postgres-${version}`);
  if (!existsSync(copy)) {
    const beside = `${copy}.${process.pid}`;
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    chmodSync(parent, 0o755);
    cpSync(folder, beside, { recursive: true, verbatimSymlinks: true });
    openToAll(binariesIn(beside));
    try {
      renameSync(beside, copy);
    } catch {
      // Another start was quicker.
      rmSync(beside, { recursive: true, force: true });
    }
  }
  return binariesIn(copy);
}
