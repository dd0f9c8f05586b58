import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainOutput, StartError } from '#platform/server/process/start-error.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', 'web', '.built-from');
const page = join(root, 'dist', 'web', 'index.html');
const SOURCES = [
  'app/*.{html,tsx}',
  'platform/web/**/*',
  'platform/{contracts/,}*.ts',
  'modules/*/{web,i18n,contract,client}/**/*',
  'modules/*/*.ts',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Builds the screens when they are missing or their sources are not those they were built from. A start with nothing to
 * build costs a few milliseconds: names, sizes and times of the sources are compared, not their content.
 * @throws StartError when the build fails
 */
export async function ensureWebBuilt(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const wanted = fingerprint();
  if (webIsBuilt() && readStamp() === wanted) return;
  say('Building the screens (once) …');
  const { code, output } = await runVite(signal);
  signal.throwIfAborted();
  if (code !== 0) throw explainOutput(output, root) ?? new StartError(`The screens could not be built:\n${output}`);
  writeFileSync(stamp, wanted);
}

/** Is there something to serve? */
export function webIsBuilt(): boolean {
  return existsSync(page);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function readStamp(): string | null {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}

async function runVite(signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: a Ctrl-C in the terminal reaches us, and we end it.
    detached: true,
  });
  const stop = () => child.kill();
  signal.addEventListener('abort', stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve({ code, output });
    });
  });
}
