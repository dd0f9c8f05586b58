import type { Kysely } from 'kysely';
import type { PlatformTables } from '../database/tables.ts';

/** The ends of all chains, by name. */
export async function findHeads(db: Kysely<PlatformTables>) {
  return await db.selectFrom('platform.audit_head').selectAll().orderBy('chain').execute();
}

/** Hash of one row of a chain; undefined when there is no such row. */
export async function findHashAt(db: Kysely<PlatformTables>, chain: string, seq: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('platform.audit')
    .select('hash')
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash;
}
