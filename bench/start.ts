import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './table.ts';

/**
 * How long a start takes, and what a node that does nothing costs: the sample loaded, all processes counted. The floor is
 * the same Node that serves one page and does nothing else. Processor time is told beside the time that passed, because a
 * busy machine lengthens only the second. Linux only: both are read from /proc.
 * `node bench/start.ts [warm starts=5] [idle seconds=20]`
 */
const [rounds = 5, idleSeconds = 20] = process.argv.slice(2).map(Number);

const launcher = fileURLToPath(new URL('../scripts/nhipcau.mjs', import.meta.url));
const floor = fileURLToPath(new URL('./floor-server.ts', import.meta.url));

const TICKS_A_SECOND = 100;

interface Started {
  /** The launcher; all others are below it. */
  pid: number;
  seconds: number;
  /** Seconds of processor time of all its processes until then. */
  cpu: number;
  stop(): Promise<number>;
}

/** Starts a program and waits for its first served page. */
async function start(args: string[], pageOf: (line: string) => string | null): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let text = '';
  const page = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = pageOf(text);
        if (found !== null) resolve(found);
      });
    }
    child.once('exit', () => reject(new Error(`It ended before it served:\n${text}`)));
  });
  const answer = await fetch(page);
  await answer.text();
  if (!answer.ok) throw new Error(`${page} answers ${answer.status}.`);
  const seconds = (performance.now() - began) / 1_000;
  return {
    pid: child.pid as number,
    seconds,
    cpu: processesBelow(child.pid as number).reduce((sum, pid) => sum + cpuOf(pid), 0),
    async stop() {
      const asked = performance.now();
      child.kill('SIGTERM');
      await ended;
      return (performance.now() - asked) / 1_000;
    },
  };
}

const startNode = (data: string, ...more: string[]) =>
  start([launcher, 'start', ...more, `--data=${data}`, '--port=0'], (text) => {
    const port = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
    return port === undefined ? null : `http://127.0.0.1:${port}/sign-in`;
  });

const startFloor = () =>
  start([floor], (text) => (/^\d+\n/.test(text) ? `http://127.0.0.1:${text.trim()}/state` : null));

interface Memory {
  process: string;
  /** Megabytes, pages that several share counted in parts. */
  pss: number;
}

/** This process and all below it. */
function processesBelow(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    parents.set(Number(name), Number(fieldsOf(Number(name))[1]));
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) as number));
  return [...parents.keys()].filter(isBelow);
}

function memoryOf(root: number): Memory[] {
  return processesBelow(root).map((pid) => ({
    process: nameOf((readProc(pid, 'cmdline') ?? '').replaceAll('\0', ' ')),
    pss: Number(/^Pss:\s+(\d+)/m.exec(readProc(pid, 'smaps_rollup') ?? '')?.[1] ?? 0) / 1_024,
  }));
}

/** User and system time of a process and of its children that have ended. */
function cpuOf(pid: number): number {
  const ticks = fieldsOf(pid).slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** Fields of /proc/PID/stat after the name: state, parent, … */
function fieldsOf(pid: number): string[] {
  const stat = readProc(pid, 'stat') ?? '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function nameOf(command: string): string {
  if (/postgres/.test(command)) return 'PostgreSQL, all its processes';
  if (/app\/cli\.ts/.test(command)) return 'server, with ClickHouse inside';
  return 'launcher';
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

const data = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
try {
  const first = await startNode(data, '--demo');
  const ends = [await first.stop()];
  const warm: Started[] = [];
  for (let round = 0; round < rounds; round++) {
    const node = await startNode(data);
    warm.push(node);
    ends.push(await node.stop());
  }
  const floors: Started[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await startFloor();
    floors.push(bare);
    await bare.stop();
  }
  const row = (what: string, all: Started[], target: string) => {
    const seconds = all.map((one) => one.seconds);
    return {
      what,
      median: median(seconds),
      most: Math.max(...seconds),
      'CPU s': median(all.map((one) => one.cpu)),
      target,
    };
  };
  printTable(`Starts, seconds (load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores)`, [
    row('first start, sample loaded, to the first page', [first], '60'),
    row('warm start to the first page', warm, '3'),
    row('bare Node server to its first page', floors, ''),
    { what: 'end after SIGTERM', median: median(ends), most: Math.max(...ends), 'CPU s': '', target: '10' },
  ]);

  const node = await startNode(data);
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
  const all = memoryOf(node.pid);
  const names = [...new Set(all.map((one) => one.process))];
  const sum = (rows: Memory[]) => rows.reduce((total, { pss }) => total + pss, 0);
  printTable(`Memory after ${idleSeconds} s of doing nothing, MB (PSS)`, [
    ...names.map((process) => {
      const rows = all.filter((one) => one.process === process);
      return { process, processes: rows.length, MB: Math.round(sum(rows)), target: '' };
    }),
    { process: 'all', processes: all.length, MB: Math.round(sum(all)), target: '700' },
  ]);
  await node.stop();
} finally {
  rmSync(data, { recursive: true, force: true });
}
