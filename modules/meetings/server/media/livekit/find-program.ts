import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { childEnvironment } from '#platform/server/config/child-environment.ts';
import { aloneOnMachine } from './build-lock.ts';

/** Measured with our client libraries; 1.13.0, 1.13.1 and the main branch cannot be installed by `go install`. */
export const LIVEKIT_VERSION = '1.13.5';
const SOURCE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
const PROGRAM = 'livekit-server';
/** Where Go's own installer puts it, often without telling the shell. */
const GO_PLACES = ['go', '/usr/local/go/bin/go'];
const BUILD_PATIENCE_MS = 20 * 60_000;
const BACKGROUND = 15;

/** There is no media server to be had here. The message says what to do. */
export class NoMediaServer extends Error {}

/** The media server's program where it already is: on the PATH, else built earlier by any node of this user. */
export async function findProgram(cacheDir: string): Promise<string | null> {
  if (await answers(PROGRAM, ['--version'])) return PROGRAM;
  const built = builtProgram(cacheDir);
  return existsSync(built) ? built : null;
}

const builtProgram = (cacheDir: string) => join(cacheDir, `${PROGRAM}-${LIVEKIT_VERSION}`, PROGRAM);

/**
 * Builds the media server once for all nodes of this user, at low priority: some minutes on two cores. Processes that
 * want it at the same time wait for the one that builds.
 * @throws NoMediaServer when there is no Go, or it could not build
 */
export async function buildProgram(cacheDir: string, signal: AbortSignal): Promise<string> {
  const target = builtProgram(cacheDir);
  return await aloneOnMachine(`${dirname(target)}.lock`, signal, async () => {
    if (existsSync(target)) return target;
    const go = await findGo();
    if (go === null) throw new NoMediaServer(`There is neither ${PROGRAM} nor Go here to build it. ${HOW_TO_GET}`);
    await mkdir(dirname(target), { recursive: true });
    const beside = mkdtempSync(join(cacheDir, 'building-'));
    try {
      await install(go, beside, signal);
      renameSync(join(beside, 'server'), target);
      return target;
    } catch (error) {
      signal.throwIfAborted();
      throw new NoMediaServer(`${PROGRAM} could not be built: ${lastLine(error)} ${HOW_TO_GET}`, { cause: error });
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  });
}

export const HOW_TO_GET =
  `Put ${PROGRAM} ${LIVEKIT_VERSION} on the PATH (https://github.com/livekit/livekit/releases), ` +
  'or install Go 1.26, or set LIVEKIT_URL; sessions go on without picture meanwhile.';

async function findGo(): Promise<string | null> {
  for (const go of GO_PLACES) if (await answers(go, ['version'])) return go;
  return null;
}

async function answers(program: string, args: string[]): Promise<boolean> {
  return await new Promise((resolve) =>
    execFile(program, args, { timeout: 10_000 }, (error) => resolve(error === null)),
  );
}

async function install(go: string, folder: string, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = execFile(
      go,
      ['install', SOURCE],
      { env: childEnvironment({ GOBIN: folder, GOFLAGS: '-buildvcs=false' }), signal, timeout: BUILD_PATIENCE_MS },
      (error, _out, told) => (error === null ? resolve() : reject(new Error(told || error.message, { cause: error }))),
    );
    // Its compilers inherit it: whoever works at this machine does not feel them.
    if (child.pid !== undefined) setPriority(child.pid, BACKGROUND);
  });
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.endsWith('.') ? line : `${line}.`;
}
