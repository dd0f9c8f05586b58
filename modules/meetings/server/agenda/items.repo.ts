import type { Kysely, Transaction } from 'kysely';
import type { ItemContent, ItemState, ItemVisibility } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import type { Place } from './tree.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

/** An item as the module itself sees it. */
export interface ItemRecord {
  id: string;
  parentId: string | null;
  weight: number;
  number: string;
  title: string;
  visibility: ItemVisibility;
  content: ItemContent;
  contentId: string | null;
  presenterId: string | null;
  presenter: string;
  seconds: number | null;
  breakAfter: number;
  tags: string[];
  comment: string;
  state: ItemState;
  openedAt: Date | null;
  closedAt: Date | null;
  listClosed: boolean;
}

const columns = [
  'id',
  'parent_id as parentId',
  'weight',
  'number',
  'title',
  'visibility',
  'content',
  'content_id as contentId',
  'presenter_id as presenterId',
  'presenter',
  'seconds',
  'break_after as breakAfter',
  'tags',
  'comment',
  'state',
  'opened_at as openedAt',
  'closed_at as closedAt',
  'list_closed as listClosed',
] as const;

/** The whole agenda of a session; how many it may have is seen to when one is added. */
export async function findItems(db: Db, sessionId: string): Promise<ItemRecord[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item')
    .select(columns)
    .where('session_id', '=', sessionId)
    .orderBy('weight')
    .orderBy('id')
    .execute();
}

export async function insertItem(trx: Trx, sessionId: string, item: ItemRecord): Promise<void> {
  await trx
    .insertInto('meetings.item')
    .values({ id: item.id, session_id: sessionId, ...rowOf(item) })
    .execute();
}

export async function updateItem(trx: Trx, item: ItemRecord): Promise<void> {
  await trx.updateTable('meetings.item').set(rowOf(item)).where('id', '=', item.id).execute();
}

export async function deleteItem(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('meetings.unit_account').where('item_id', '=', id).execute();
  await trx.deleteFrom('meetings.speaker').where('item_id', '=', id).execute();
  await trx.deleteFrom('meetings.item').where('id', '=', id).execute();
}

export async function updatePlaces(trx: Trx, places: readonly Place[]): Promise<void> {
  for (const { id, parentId, weight } of places) {
    await trx.updateTable('meetings.item').set({ parent_id: parentId, weight }).where('id', '=', id).execute();
  }
}

export async function updateNumbers(trx: Trx, numbers: ReadonlyMap<string, string>): Promise<void> {
  for (const [id, number] of numbers) {
    await trx.updateTable('meetings.item').set({ number }).where('id', '=', id).execute();
  }
}

/** Does the participant take part in this session? */
export async function isParticipant(db: Db, sessionId: string, id: string): Promise<boolean> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

function rowOf(item: ItemRecord) {
  return {
    parent_id: item.parentId,
    weight: item.weight,
    number: item.number,
    title: item.title,
    visibility: item.visibility,
    content: item.content,
    content_id: item.contentId,
    presenter_id: item.presenterId,
    presenter: item.presenter,
    seconds: item.seconds,
    break_after: item.breakAfter,
    tags: item.tags,
    comment: item.comment,
    state: item.state,
    opened_at: item.openedAt,
    closed_at: item.closedAt,
    list_closed: item.listClosed,
  };
}
