import type { Kysely, Transaction } from 'kysely';
import { fingerprintOf, type Secrets } from './config/secrets.ts';
import type { PlatformTables } from './database/tables.ts';
import { StartError } from './process/start-error.ts';

const KEY = 'secrets';

/**
 * Holds all processes of a node to the same secrets: with others, sessions of one would be strangers to the next, a visitor
 * would count twice, and the audit could not be verified. The first process leaves a fingerprint in the database.
 * @throws StartError
 */
export async function claimSecrets(trx: Transaction<PlatformTables>, secrets: Secrets, dataDir: string): Promise<void> {
  await trx
    .insertInto('platform.setting')
    .values({ key: KEY, value: JSON.stringify({ fingerprint: fingerprintOf(secrets) }) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await checkSecrets(trx, secrets, dataDir);
}

/** The same for who only reads. A node that never ran has left nothing to compare. @throws StartError */
export async function checkSecrets(db: Kysely<PlatformTables>, secrets: Secrets, dataDir: string): Promise<void> {
  const left = await db.selectFrom('platform.setting').select('value').where('key', '=', KEY).executeTakeFirst();
  if (left === undefined) return;
  if ((left.value as { fingerprint?: string }).fingerprint === fingerprintOf(secrets)) return;
  throw new StartError(
    `The database belongs to a node with other secrets than those in ${dataDir}: copy secrets.json of that node (or of its backup) into this folder.`,
  );
}
