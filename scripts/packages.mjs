import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs before any package is there, on any Node from 20 on: plain JavaScript, nothing imported from outside. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

/** A reason to stop that a person can mend; printed without a stack. */
export class PackageError extends Error {}

/**
 * Installs the packages when they are missing or are not those of package-lock.json. With the right packages there it
 * touches no network.
 * @throws PackageError with one sentence
 */
export function ensurePackages() {
  if (packagesAreRight()) return;
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would empty the folder behind the link, which another checkout uses.
    throw new PackageError(
      `node_modules is a link to ${readlinkSync(modules)}, and the packages there are not those of package-lock.json: run "npm ci" there.`,
    );
  }
  process.stderr.write('Installing packages (once; this needs the network) …\n');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [systemNode(), process.env.npm_execpath] : ['npm'];
  const [program, ...before] = npm;
  const result = spawnSync(program, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, PATH: pathWithoutPackages() },
  });
  if (result.status === 0) return;
  throw new PackageError(explainFailure(result));
}

/** The Node 24 that comes as a package, or this one where it is new enough. @throws PackageError */
export function node24Path() {
  const packaged = join(modules, 'node', 'bin', 'node');
  if (isProgram(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new PackageError(
    'Node 24 is not among the packages (were install scripts switched off?): run "npm rebuild node", or install Node 24 or newer.',
  );
}

/** Folder for what can be made again: compiled code, browsers' leavings. Shared by all clones of a user. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'nhipcau');
}

/** npm writes the hidden lock file last: without it an installation was cut off. */
function packagesAreRight() {
  let wanted;
  let installed;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const production = process.env.NODE_ENV === 'production' || process.env.npm_config_omit?.includes('dev');
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return optional || (production && (dev || devOptional)) || false;
    return found.version === version;
  });
}

function explainFailure({ error, stderr = '' }) {
  if (error?.code === 'ENOENT') return 'npm is not installed: install it beside Node (Debian: apt-get install npm).';
  const text = stderr ?? '';
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTCACHED|network/i.test(text)) {
    return 'The packages could not be fetched: there is no network, or npm\'s registry cannot be reached. Connect, or set the proxy with "npm config set proxy", and start again.';
  }
  if (/ENOSPC/.test(text))
    return `The disk of ${root} is full: the packages need about 2 GB. Free some space and start again.`;
  if (/EACCES|EPERM|EROFS/.test(text)) {
    return `The packages cannot be written into ${root}: start as the owner of that folder, or clone into a folder of your own.`;
  }
  const line = text.split('\n').find((one) => /npm (error|ERR!)/.test(one)) ?? error?.message ?? 'npm gave no reason';
  return `"npm ci" failed: ${line.replace(/^npm (error|ERR!)\s*/, '')}. Run it by hand in ${root} to see more.`;
}

/** Not the Node among the packages: npm removes those before it installs. */
function systemNode() {
  const found = pathWithoutPackages()
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(isProgram);
  return found ?? process.execPath;
}

function pathWithoutPackages() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.startsWith(modules)).join(delimiter);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
