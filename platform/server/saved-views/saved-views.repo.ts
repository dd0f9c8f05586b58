import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { SavedViewTables } from './tables.ts';

type Db = Kysely<SavedViewTables> | Transaction<SavedViewTables>;
type Trx = Transaction<SavedViewTables>;

/** Views of one screen that a person may keep. */
export const VIEWS_MOST = 50;

/** A person's views of a screen, by name. */
export async function findViews(db: Db, personId: string, screen: string) {
  return await db
    .selectFrom('platform.saved_view')
    .select(['id', 'name', 'filters'])
    .where('person_id', '=', personId)
    .where('screen', '=', screen)
    .orderBy(sql`name collate "vi-VN-x-icu"`)
    .limit(VIEWS_MOST)
    .execute();
}

/** One of the person's own; undefined where there is none. */
export async function findView(db: Db, personId: string, id: string) {
  return await db
    .selectFrom('platform.saved_view')
    .select(['id', 'screen', 'name', 'filters'])
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Adds the view, or writes over the one of that name; answers its id. */
export async function upsertView(trx: Trx, view: Insertable<SavedViewTables['platform.saved_view']>): Promise<string> {
  const { id } = await trx
    .insertInto('platform.saved_view')
    .values(view)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'screen', 'name'])
        .doUpdateSet({ filters: view.filters, changed_at: view.changed_at }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function deleteView(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('platform.saved_view').where('id', '=', id).execute();
}
