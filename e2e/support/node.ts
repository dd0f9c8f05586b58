import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from './at-end.ts';

const launcher = fileURLToPath(new URL('../../scripts/nhipcau.mjs', import.meta.url));

export interface RunningNode {
  url: string;
  process: ChildProcess;
  /** All that it has printed. */
  output(): string;
  /** Settles with the exit code when the process has ended. */
  ended: Promise<number | null>;
}

/** A data folder that goes with the test. */
export function dataFolder(name = 'data'): string {
  const parent = mkdtempSync(join(tmpdir(), 'nhipcau-e2e-'));
  atEnd(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, name);
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a node as a user does, through the launcher; it is ended with the test. */
export function launch(
  args: readonly string[],
  data: string,
  port: number,
  environment: Record<string, string> = {},
): RunningNode {
  const child = spawn(process.execPath, [launcher, ...args, `--data=${data}`, `--port=${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  atEnd(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { url: `http://127.0.0.1:${port}`, process: child, output: () => text, ended };
}

/** Waits until every part of the node serves. @throws Error with what it printed when it ends before */
export async function ready(node: RunningNode): Promise<void> {
  for (;;) {
    const answer = await fetch(`${node.url}/health/ready`).catch(() => null);
    if (answer?.status === 200) return;
    const ended = await Promise.race([node.ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 100))]);
    if (ended === true) throw new Error(`The node ended early:\n${node.output()}`);
  }
}

/** The process that serves, below the launcher. */
export function servingProcess(data: string): number {
  return (JSON.parse(readFileSync(join(data, 'locks', 'web.json'), 'utf8')) as { pid: number }).pid;
}
