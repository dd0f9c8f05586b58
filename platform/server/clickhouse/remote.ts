import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';

/** A store by address that cannot be used. The message says why and what to do, without the password. */
export class StoreError extends Error {}

/**
 * Asks a server by its address whether it lets us in, and makes the database of the address where it is missing.
 * @throws StoreError
 */
export async function prepareRemoteStore(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1)) || 'default';
  try {
    await asking(url, (client) => client.command({ query: 'select 1' })).catch(async (error: unknown) => {
      if (!(error instanceof ClickHouseError) || error.type !== 'UNKNOWN_DATABASE') throw error;
      await makeDatabase(url, database);
    });
  } catch (error) {
    throw new StoreError(`CLICKHOUSE_URL names ${host}, but ${reasonOf(error, database)}.`, { cause: error });
  }
}

async function makeDatabase(url: string, database: string): Promise<void> {
  const elsewhere = new URL(url);
  elsewhere.pathname = '/default';
  const query = 'create database if not exists {name:Identifier}';
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
