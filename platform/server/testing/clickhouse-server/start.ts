import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ClickHouseServer {
  url: string;
  process: ChildProcess;
  /** Ends it and removes its folder, where it made one. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Kept after the end; a folder that goes with the server where absent. */
  folder?: string;
  port?: number;
  user?: { name: string; password: string };
}

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts a ClickHouse server for tests; answers once it serves. */
export async function startClickHouseServer({ folder, port = 0, user }: ServerOptions = {}): Promise<ClickHouseServer> {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'nhipcau-clickhouse-'));
  const args = [program, place, String(port), ...(user === undefined ? [] : [user.name, user.password])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const bound = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', (code) => reject(new Error(`The ClickHouse server ended with ${code} before it served.`)));
  });
  const login = user === undefined ? '' : `${user.name}:${user.password}@`;
  return {
    url: `http://${login}127.0.0.1:${bound}`,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (folder === undefined) rmSync(place, { recursive: true, force: true });
    },
  };
}
