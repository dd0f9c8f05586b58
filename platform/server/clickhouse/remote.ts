import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';

/** A store by address that cannot be used. The message says why and what to do, without the password. */
export class StoreError extends Error {}

/** Does a server by its address let us in, and is the database of the address there? @throws StoreError */
export async function hasRemoteStore(url: string): Promise<boolean> {
  try {
    await asking(url, (client) => client.command({ query: 'select 1' }));
    return true;
  } catch (error) {
    if (error instanceof ClickHouseError && error.type === 'UNKNOWN_DATABASE') return false;
    throw explain(error, url);
  }
}

/** The same, and makes the database where it is missing. @throws StoreError */
export async function prepareRemoteStore(url: string, cluster?: string): Promise<void> {
  if (await hasRemoteStore(url)) return;
  await makeDatabase(url, databaseOf(url), cluster).catch((error: unknown) => {
    throw explain(error, url);
  });
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'default';
}

function explain(error: unknown, url: string): StoreError {
  const reason = reasonOf(error, databaseOf(url));
  return new StoreError(`CLICKHOUSE_URL names ${new URL(url).host}, but ${reason}.`, { cause: error });
}

async function makeDatabase(url: string, database: string, cluster?: string): Promise<void> {
  const elsewhere = new URL(url);
  elsewhere.pathname = '/default';
  const query = `create database if not exists {name:Identifier}${cluster === undefined ? '' : ` on cluster '${cluster}'`}`;
  await asking(elsewhere.href, (client) => client.command({ query, query_params: { name: database } }));
}

async function asking(url: string, ask: (client: ClickHouseClient) => Promise<unknown>): Promise<void> {
  const client = createClient({ url, log: { level: ClickHouseLogLevel.OFF } });
  try {
    await ask(client);
  } finally {
    await client.close();
  }
}

const REFUSED_USER = new Set(['AUTHENTICATION_FAILED', 'REQUIRED_PASSWORD', 'UNKNOWN_USER', 'WRONG_PASSWORD']);
const REFUSED_RIGHT = new Set(['ACCESS_DENIED', 'READONLY']);

function reasonOf(error: unknown, database: string): string {
  if (!(error instanceof ClickHouseError)) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `no ClickHouse answers there (${code ?? message}): start it, or correct the address`;
  }
  const type = error.type ?? '';
  if (REFUSED_USER.has(type)) return 'it does not let this user in: check name and password in the address';
  if (REFUSED_RIGHT.has(type)) return `its user may not make the database "${database}": make it there first`;
  return `it answers "${error.message.trim()}"`;
}
