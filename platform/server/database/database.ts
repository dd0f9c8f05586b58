import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** Addresses of one database under its three roles. Only migrations use the first. */
export interface DatabaseUrls {
  owner: string;
  app: string;
  reports: string;
}

// A count is a number. Sums and sequences beyond 2^53 do not occur; identifiers are texts.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
});
// A day stays the text `2025-07-01`: it has no hour and no zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** Opens a pool of connections. `max` is the number of questions at once. */
export function openDatabase<Tables>(url: string, max: number): Kysely<Tables> {
  const pool = openPool(url, max);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

const pools = new WeakMap<object, pg.Pool>();

/** A connection of the pool behind a database, for what Kysely does not know (COPY). Give it back by `release()`. */
export async function takeConnection(db: object): Promise<pg.PoolClient> {
  const pool = pools.get(db);
  if (!pool) throw new Error('This database was not opened by openDatabase.');
  return await pool.connect();
}

export function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'nhipcau', idleTimeoutMillis: 30_000 });
  // An idle connection that breaks is replaced at the next question; without a listener it would end the process.
  pool.on('error', () => {});
  // One that breaks while it is lent out fails its question; the pool does not listen to it meanwhile.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
