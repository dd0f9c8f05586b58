import { existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import pg from 'pg';
import type { Config } from '#platform/server/config/config.ts';
import { findHolder } from '#platform/server/process/data-lock.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';

/** One thing looked at: what was found and, where it is not well, how to mend it. */
interface Finding {
  what: string;
  found: string;
  mend?: string;
}

const GIGABYTE = 1e9;
const CLOCK_DRIFT_MS = 5_000;

/** Looks at what a node needs and says what to mend. Answers 1 when something is not well. Changes nothing. */
export async function doctor(config: Config, { say }: Terminal): Promise<number> {
  const findings = [versions(), disk(config), await port(config), await database(config), await store(config)];
  for (const { what, found, mend } of findings)
    say(`${mend === undefined ? 'well' : 'MEND'}  ${what}: ${found}${mend ? `\n      ${mend}` : ''}`);
  return findings.some(({ mend }) => mend !== undefined) ? 1 : 0;
}

function versions(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const found = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  return { what: 'versions', found, ...(major < 24 && { mend: 'Node 24 is needed: run "npm ci".' }) };
}

function disk({ dataDir }: Config): Finding {
  if (!existsSync(dataDir)) return { what: 'disk', found: `${dataDir} does not exist yet; the first start makes it` };
  const { bavail, bsize } = statfsSync(dataDir);
  const free = (bavail * bsize) / GIGABYTE;
  return {
    what: 'disk',
    found: `${free.toFixed(1)} GB free for ${dataDir}`,
    ...(free < 1 && { mend: 'Less than 1 GB is free: remove what is not needed, or move the data folder.' }),
  };
}

async function port({ PORT, HOST, dataDir }: Config): Promise<Finding> {
  const holder = findHolder(dataDir);
  if (holder !== null)
    return { what: 'port', found: `a node runs on this data (process ${holder.pid}, ${holder.address ?? 'starting'})` };
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(PORT, HOST, () => probe.close(() => resolve(true)));
  });
  return {
    what: 'port',
    found: `${PORT} is ${free ? 'free' : 'in use'}`,
    ...(!free && { mend: 'Choose another with --port=NUMBER.' }),
  };
}

async function database({ DATABASE_URL }: Config): Promise<Finding> {
  if (DATABASE_URL === undefined) return { what: 'database', found: 'the embedded PostgreSQL; started with the node' };
  const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; now: Date }>(
      "select current_setting('server_version') as version, now()",
    );
    const drift = Math.abs(Date.now() - Number(rows[0]?.now));
    const found = `PostgreSQL ${rows[0]?.version}, clocks ${drift} ms apart`;
    return {
      what: 'database',
      found,
      ...(drift > CLOCK_DRIFT_MS && { mend: 'Let both machines take their time from one time server.' }),
    };
  } catch (error) {
    return {
      what: 'database',
      found: (error as Error).message,
      mend: 'Check DATABASE_URL, and that the server runs and lets this machine in.',
    };
  } finally {
    await client.end().catch(() => {});
  }
}

async function store({ CLICKHOUSE_URL }: Config): Promise<Finding> {
  if (CLICKHOUSE_URL === undefined) return { what: 'store', found: 'the embedded ClickHouse; opened with the node' };
  try {
    const answer = await fetch(new URL('/ping', CLICKHOUSE_URL), { signal: AbortSignal.timeout(5_000) });
    if (answer.ok) return { what: 'store', found: `ClickHouse answers at ${new URL(CLICKHOUSE_URL).host}` };
    return { what: 'store', found: `status ${answer.status}`, mend: 'Check CLICKHOUSE_URL.' };
  } catch (error) {
    return { what: 'store', found: (error as Error).message, mend: 'Check CLICKHOUSE_URL, and that the server runs.' };
  }
}
