import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defineQuery, openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { startTestCollector, until } from './testing.ts';

const CONNECTIONS = 24;
/** A process is killed at a random moment within so long after its first answer. */
const WITHIN_MS = 900;

/** What became of all hits that were sent; every number but `answered` and `stored` must be 0. */
export interface KillOutcome {
  answered: number;
  stored: number;
  /** Answered 2xx and not in the store. */
  lost: number;
  /** In the store more than once. */
  doubled: number;
}

/** Starts a collector and answers its port. */
async function start(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./testing-process.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString())));
    child.once('exit', (code) => reject(new Error(`The collector ended with ${code} before it served.`)));
  });
  return { child, port };
}

/** Sends hits, one after the other on each connection, until the collector is gone. Every tenth is a bulk of three. */
async function load(port: number, nextId: () => number, answer: (id: number) => void): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (path: string, body: string) =>
    new Promise<boolean>((resolve) => {
      const sent = request({ port, host: '127.0.0.1', agent, path, method: 'POST' }, (response) => {
        response.resume();
        response.on('end', () => resolve((response.statusCode as number) < 300));
        response.on('error', () => resolve(false));
      });
      sent.on('error', () => resolve(false));
      sent.end(body);
    });
  const entry = (id: number) => `?idsite=1&rec=1&send_image=0&url=http%3A%2F%2Flocalhost%2F${id}`;
  const connection = async () => {
    for (let turn = 0; ; turn++) {
      const ids = turn % 10 === 9 ? [nextId(), nextId(), nextId()] : [nextId()];
      const ok =
        ids.length === 1
          ? await send(`/matomo.php${entry(ids[0] as number)}`, '')
          : await send('/matomo.php', JSON.stringify({ requests: ids.map(entry) }));
      if (!ok) return;
      for (const id of ids) answer(id);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
}

const storedIds = defineQuery({
  name: 'usage.test_stored_ids',
  sql: 'select toUInt32(substring(path, 2)) as id, count() as times from hit where site = 1 and id between {from:UInt32} and {to:UInt32} group by id',
  params: z.object({ from: z.number(), to: z.number() }),
  row: z.object({ id: z.coerce.number(), times: z.coerce.number() }),
});
const IDS_AT_ONCE = 100_000;

/**
 * Kills a collector under load so many times, each time at a random moment, lets a last one send on what is left, and
 * compares what was answered with what is stored. `folder` is empty at first.
 */
export async function killUnderLoad(
  folder: string,
  rounds: number,
  progress: (round: number, answered: number) => void = () => {},
): Promise<KillOutcome> {
  let lastId = 0;
  /** A byte for each hit that was sent: 1 when it was answered. */
  let answered = new Uint8Array(1 << 20);
  let count = 0;
  const nextId = () => {
    if (++lastId >= answered.length) {
      const longer = new Uint8Array(answered.length * 2);
      longer.set(answered);
      answered = longer;
    }
    return lastId;
  };
  for (let round = 0; round < rounds; round++) {
    const { child, port } = await start(folder);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const before = count;
    const loading = load(port, nextId, (id) => {
      answered[id] = 1;
      count++;
    });
    await until('some hits are answered', () => count > before, 30_000);
    // The moment is random on purpose: in a write, in an insert, between insert and record.
    setTimeout(() => child.kill('SIGKILL'), Math.random() * WITHIN_MS);
    await Promise.all([ended, loading]);
    progress(round + 1, count);
  }

  const clickhouse = openClickHouse({ folder: join(folder, 'clickhouse') });
  const collector = await startTestCollector({ clickhouse, folder: join(folder, 'collector') });
  await until(
    'the log is empty',
    () => collector.state().waitingHits === 0 && collector.state().logBytes === 0,
    120_000,
  );
  let [stored, lost, doubled] = [0, 0, 0];
  for (let from = 1; from <= lastId; from += IDS_AT_ONCE) {
    const to = Math.min(lastId, from + IDS_AT_ONCE - 1);
    const rows = await clickhouse.query(storedIds, { from, to });
    const found = new Set(rows.map(({ id }) => id));
    for (const { times } of rows) {
      stored += times;
      if (times > 1) doubled++;
    }
    for (let id = from; id <= to; id++) if (answered[id] === 1 && !found.has(id)) lost++;
  }
  await collector.stop();
  await clickhouse.close();
  return { answered: count, stored, lost, doubled };
}
