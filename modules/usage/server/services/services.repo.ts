import { type Kysely, sql, type Transaction } from 'kysely';
import { fold } from '#modules/directory/server/index.ts';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;
type Trx = Transaction<UsageTables>;

export interface ServiceRecord {
  id: string;
  agencyId: string;
  code: string;
  name: string;
  source: string;
  addedBy: string;
  addedAt: Date;
}

export interface ServiceFilter {
  scope: Reach;
  owners: ReadonlySet<string> | undefined;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.service')
    .select(['id', 'agency_id as agencyId', 'code', 'name', 'source', 'added_by as addedBy', 'added_at as addedAt']);
}

/** Published procedures by code, after one; all words of `q` stand in code or name. */
export async function listServices(
  db: Db,
  { scope, owners }: ServiceFilter,
  after: { code: string; id: string } | null,
  limit: number,
): Promise<ServiceRecord[]> {
  let query = select(db);
  for (const ids of [scope === 'all' ? undefined : scope, owners]) {
    if (ids) query = query.where(sql<boolean>`agency_id = any(${[...ids]}::uuid[])`);
  }
  if (after) query = query.where(sql<boolean>`(code, id) > (${after.code}, ${after.id}::uuid)`);
  return await query.orderBy('code').orderBy('id').limit(limit).execute();
}

/** Does a procedure have all these words, without accents? */
export function hasWords({ code, name }: Pick<ServiceRecord, 'code' | 'name'>, q: string | undefined): boolean {
  const text = fold(`${code} ${name}`);
  return fold(q ?? '')
    .split(' ')
    .every((word) => text.includes(word));
}

export async function findService(db: Db, id: string): Promise<ServiceRecord | undefined> {
  return await select(db).where('id', '=', id).executeTakeFirst();
}

/** Puts in what is new and renames what is there; answers how many are new. */
export async function saveServices(
  trx: Trx,
  services: readonly ServiceRecord[],
): Promise<{ id: string; isNew: boolean }[]> {
  return await trx
    .insertInto('usage.service')
    .values(
      services.map(({ id, agencyId, code, name, source, addedBy, addedAt }) => ({
        id,
        agency_id: agencyId,
        code,
        name,
        source,
        added_by: addedBy,
        added_at: addedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'code']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        source: eb.ref('excluded.source'),
      })),
    )
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')])
    .execute();
}

export async function deleteService(trx: Trx, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('usage.service').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
