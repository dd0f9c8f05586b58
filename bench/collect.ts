import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './table.ts';

/**
 * Single hits and bulks of 50, durable before the answer, beside a bare Node server that only parses the same requests. Both are
 * driven by the same generator, in turns, so that what else the machine does falls on both.
 * `node bench/collect.ts [rounds=3] [seconds=5] [connections=64]`
 */
const [rounds = 3, seconds = 5, connections = 64] = process.argv.slice(2).map(Number);

/** What a client packs into one request at most. */
const BULK = 50;

interface Server {
  child: ChildProcess;
  port: number;
}

interface Outcome {
  good: number;
  bad: number;
  rate: number;
  p50: number;
  p99: number;
}

interface Measured extends Outcome {
  /** Seconds of processor time of the server, user and system, for 100,000 hits. */
  cpu: number;
  /** Resident bytes at the end. */
  memory: number;
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function startServer(script: string, ...more: string[]): Promise<Server> {
  const child = spawn(process.execPath, [script, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString())));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  return { child, port };
}

async function stopServer({ child }: Server): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function stateOf(
  server: Server,
): Promise<{ memory: number; cpu: { user: number; system: number }; waitingHits?: number }> {
  return (await fetch(`http://127.0.0.1:${server.port}/state`)).json() as never;
}

async function generate(server: Server, limit: number, bulk: number): Promise<Outcome> {
  const args = [path('./generator.ts'), server.port, bulk === 1 ? connections : 8, seconds, limit, bulk].map(String);
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text) as Outcome;
}

async function measure(server: Server, limit = 0, bulk = 1): Promise<Measured> {
  const before = await stateOf(server);
  const outcome = await generate(server, limit, bulk);
  let after = await stateOf(server);
  // The work is done when the hits are in the store.
  while ((after.waitingHits ?? 0) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    after = await stateOf(server);
  }
  const micros = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  return { ...outcome, cpu: micros / 1e6 / (outcome.good / 100_000), memory: after.memory };
}

function bytesOf(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size;
  }
  return sum;
}

const folder = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
const collectorScript = path('../modules/usage/server/collector/testing-process.ts');
const floor = await startServer(path('./floor-server.ts'));
const collector = await startServer(collectorScript, folder, 'sync');
const idle = (await stateOf(collector)).memory;
try {
  const floors: Measured[] = [];
  const collectors: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    floors.push(await measure(floor));
    collectors.push(await measure(collector));
  }
  const rate = median(collectors.map((one) => one.rate));
  const half = await measure(collector, Math.round(rate / 2));
  const bulkFloors: Measured[] = [];
  const bulks: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    bulkFloors.push(await measure(floor, 0, BULK));
    bulks.push(await measure(collector, 0, BULK));
  }
  const row = (name: string, all: Measured[], beside = floors) => ({
    server: name,
    'hits/s': median(all.map((one) => one.rate)),
    'of the floor': `${((100 * median(all.map((one) => one.rate))) / median(beside.map((one) => one.rate))).toFixed(0)} %`,
    'p50 ms': median(all.map((one) => one.p50)),
    'p99 ms': median(all.map((one) => one.p99)),
    'CPU s per 100,000': median(all.map((one) => one.cpu)),
    'MB over idle': Math.round((Math.max(...all.map((one) => one.memory)) - idle) / 1e6),
    refused: all.reduce((sum, one) => sum + one.bad, 0),
  });
  printTable(`Hits: ${rounds} rounds of ${seconds} s in turns, ${connections} connections`, [
    { ...row('bare Node server', floors), 'MB over idle': '' },
    row('collector, durable', collectors),
    row('collector at half rate', [half]),
    { ...row(`bare Node server, bulks of ${BULK}`, bulkFloors, bulkFloors), 'MB over idle': '' },
    row(`collector, durable, bulks of ${BULK}`, bulks, bulkFloors),
  ]);
  const total = [...collectors, half, ...bulks].reduce((sum, one) => sum + one.good, 0);
  process.stdout.write(
    `\n${total} hits stored, ${(bytesOf(join(folder, 'clickhouse', 'store')) / total).toFixed(1)} bytes on disk a hit before merging.\n`,
  );
} finally {
  await Promise.all([stopServer(floor), stopServer(collector)]);
  rmSync(folder, { recursive: true, force: true });
}
