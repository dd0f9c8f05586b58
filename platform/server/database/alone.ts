import pg from 'pg';
import { StartError } from '../process/start-error.ts';

const PATIENCE_MS = 10_000;

/**
 * Runs the work while no other process does so on this database; who comes later waits.
 * @throws StartError when the server cannot be reached
 */
export async function aloneOnDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  const lock = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  lock.on('error', () => {});
  try {
    await lock.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new StartError(
      `The database of DATABASE_URL (${hostname}:${port || 5432}${pathname}) cannot be used: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
  try {
    await lock.query("select pg_advisory_lock(hashtext('nhipcau migration'))");
    return await work();
  } finally {
    await lock.end();
  }
}

/** An error of several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error ? inner.message : String(inner);
}
