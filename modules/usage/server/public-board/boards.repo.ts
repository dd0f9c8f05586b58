import type { Kysely, Transaction } from 'kysely';
import type { BoardSnapshot, PublishBoard } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export interface BoardRecord extends PublishBoard {
  id: string;
  agencyId: string;
  publishedAt: Date;
  builtAt: Date | null;
}

export interface ShownBoard {
  snapshot: BoardSnapshot | null;
  embeddable: boolean;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.public_board')
    .select([
      'id',
      'agency_id as agencyId',
      'slug',
      'title',
      'smallest',
      'embeddable',
      'published_at as publishedAt',
      'built_at as builtAt',
    ]);
}

export async function findBoardOf(db: Db, agencyId: string): Promise<BoardRecord | undefined> {
  return await select(db).where('agency_id', '=', agencyId).executeTakeFirst();
}

export async function isSlugTaken(db: Db, slug: string, agencyId: string): Promise<boolean> {
  const row = await (db as Kysely<UsageTables>)
    .selectFrom('usage.public_board')
    .select('id')
    .where('slug', '=', slug)
    .where('agency_id', '!=', agencyId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What is shown under an address; undefined when nothing is published there. */
export async function findShown(db: Db, slug: string): Promise<ShownBoard | undefined> {
  return await (db as Kysely<UsageTables>)
    .selectFrom('usage.public_board')
    .select(['snapshot', 'embeddable'])
    .where('slug', '=', slug)
    .executeTakeFirst();
}

/** Writes a board of an agency, new or changed; what it shows is made anew. */
export async function putBoard(trx: Transaction<UsageTables>, board: BoardRecord): Promise<void> {
  const { slug, title, smallest, embeddable } = board;
  await trx
    .insertInto('usage.public_board')
    .values({
      id: board.id,
      agency_id: board.agencyId,
      slug,
      title,
      smallest,
      embeddable,
      published_at: board.publishedAt,
      snapshot: null,
      built_at: null,
    })
    .onConflict((conflict) =>
      // What was told under looser rules is shown no longer.
      conflict.column('agency_id').doUpdateSet({ slug, title, smallest, embeddable, snapshot: null, built_at: null }),
    )
    .execute();
}

export async function deleteBoard(trx: Transaction<UsageTables>, id: string): Promise<void> {
  await trx.deleteFrom('usage.public_board').where('id', '=', id).execute();
}

/** Boards that were worked out before an instant, or never; the oldest first. */
export async function staleBoards(db: Db, before: Date, limit: number): Promise<BoardRecord[]> {
  return await select(db)
    .where((eb) => eb.or([eb('built_at', 'is', null), eb('built_at', '<', before)]))
    .orderBy('built_at', (order) => order.asc().nullsFirst())
    .limit(limit)
    .execute();
}

/** Keeps what a board shows, unless it was changed or taken back meanwhile. A measurement: written without audit. */
export async function keepSnapshot(
  db: Kysely<UsageTables>,
  board: BoardRecord,
  snapshot: BoardSnapshot,
  at: Date,
): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- worked out from hits, no act of anybody
  await db
    .updateTable('usage.public_board')
    .set({ snapshot: JSON.stringify(snapshot), built_at: at })
    .where('id', '=', board.id)
    .where('title', '=', board.title)
    .where('smallest', '=', board.smallest)
    .execute();
}
