import { takeConnection } from '#platform/server/database/database.ts';
import type { Platform } from '#platform/server/platform.ts';

/**
 * Runs the work while nobody else counts or takes out logs of this site, in whatever process; who comes later waits. So a
 * log that comes twice at once is known the second time, and an undo never overtakes a batch. The lock ends with the
 * process that holds it.
 */
export async function aloneOnSite<T>(platform: Platform, siteId: string, work: () => Promise<T>): Promise<T> {
  const client = await takeConnection(platform.db);
  const key = [`usage.log_import ${siteId}`];
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', key);
    const result = await work();
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', key);
    client.release();
    return result;
  } catch (error) {
    // Ends the connection, and with it the lock.
    client.release(true);
    throw error;
  }
}
