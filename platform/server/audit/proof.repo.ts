import type { Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '../database/tables.ts';

const KEY = 'audit_proof';

/** What the last walk along all chains found. */
export interface KeptProof {
  at: string;
  chains: number;
  rows: number;
  faults: { chain: string; seq: number; kind: string }[];
  faultCount: number;
}

export async function findProof(db: Kysely<PlatformTables>): Promise<KeptProof | null> {
  const row = await db.selectFrom('platform.setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return (row?.value as KeptProof | undefined) ?? null;
}

export async function keepProof(trx: Transaction<PlatformTables>, proof: KeptProof, now: Date): Promise<void> {
  const value = JSON.stringify(proof);
  await trx
    .insertInto('platform.setting')
    .values({ key: KEY, value, changed_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
    .execute();
}
