import { type Kysely, sql, type Transaction } from 'kysely';
import type { MeetingsTables } from '../tables.ts';
import type { Account, Entry } from './list.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

const moment = (at: Date | null): number | null => at?.getTime() ?? null;
const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** All entries of a list, the finished ones too. */
export async function findEntries(db: Db, itemId: string): Promise<Entry[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.speaker')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('removed_at', 'is', null)
    .orderBy('weight')
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    participantId: row.participant_id,
    kind: row.kind,
    answer: row.answer,
    pointOfOrder: row.point_of_order,
    categoryId: row.category_id,
    note: row.note,
    unit: row.unit,
    weight: row.weight,
    begunAt: moment(row.begun_at),
    pausedAt: moment(row.paused_at),
    resumedAt: moment(row.resumed_at),
    endedAt: moment(row.ended_at),
    pausedFor: row.paused_for,
    limit: row.time_limit,
    extra: row.extra,
    spokenBefore: row.spoken_before,
  }));
}

export async function findAccounts(db: Db, itemId: string): Promise<Account[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.unit_account')
    .select(['unit', 'initial', 'added', 'remaining', 'running_since as runningSince'])
    .where('item_id', '=', itemId)
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({ ...row, runningSince: moment(row.runningSince) }));
}

/** Writes what differs between two states of a list. Who has the word is written last: only one may have it. */
export async function writeEntries(
  trx: Trx,
  { sessionId, itemId, now }: { sessionId: string; itemId: string; now: Date },
  before: readonly Entry[],
  after: readonly Entry[],
): Promise<void> {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length > 0) {
    await trx
      .updateTable('meetings.speaker')
      .set({
        removed_at: now,
        weight: null,
        ended_at: sql<Date>`case when begun_at is null then null else coalesce(ended_at, ${now}) end`,
      })
      .where('id', 'in', gone)
      .execute();
  }
  const changed = after.filter((entry) => JSON.stringify(entry) !== JSON.stringify(old.get(entry.id)));
  const talks = ({ begunAt, pausedAt, endedAt }: Entry): number =>
    Number(begunAt !== null && pausedAt === null && endedAt === null);
  for (const entry of changed.toSorted((a, b) => talks(a) - talks(b))) {
    const row = rowOf(entry);
    if (old.has(entry.id)) {
      await trx.updateTable('meetings.speaker').set(row).where('id', '=', entry.id).execute();
    } else {
      const place = { id: entry.id, session_id: sessionId, item_id: itemId, entered_at: now };
      await trx
        .insertInto('meetings.speaker')
        .values({ ...place, ...row })
        .execute();
    }
  }
}

export async function writeAccounts(
  trx: Trx,
  itemId: string,
  before: readonly Account[],
  after: readonly Account[],
): Promise<void> {
  const old = new Map(before.map((account) => [account.unit, JSON.stringify(account)]));
  const changed = after.filter((account) => JSON.stringify(account) !== old.get(account.unit));
  if (changed.length === 0) return;
  await trx
    .insertInto('meetings.unit_account')
    .values(
      changed.map(({ runningSince, ...account }) => ({
        ...account,
        item_id: itemId,
        running_since: date(runningSince),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'unit']).doUpdateSet((eb) => ({
        initial: eb.ref('excluded.initial'),
        added: eb.ref('excluded.added'),
        remaining: eb.ref('excluded.remaining'),
        running_since: eb.ref('excluded.running_since'),
      })),
    )
    .execute();
}

export async function setListClosed(trx: Trx, itemId: string, closed: boolean): Promise<void> {
  await trx.updateTable('meetings.item').set({ list_closed: closed }).where('id', '=', itemId).execute();
}

/** Times and milliseconds that each person has spoken in a session, in speeches that are over. */
export async function findSpoken(db: Db, sessionId: string) {
  // What a sent-away entry said counts; what was put back counts as what was said before.
  const spoken = sql`case when ended_at is null then 0
    else extract(epoch from ended_at - begun_at) * 1000 - paused_for end + spoken_before`;
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.speaker')
    .select([
      'participant_id as participantId',
      sql<number>`count(*)`.as('times'),
      sql<number>`sum(greatest(${spoken}, 0))::bigint`.as('ms'),
    ])
    .where('session_id', '=', sessionId)
    .where('participant_id', 'is not', null)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('spoken_before', '>', 0)]))
    .groupBy('participant_id')
    .execute();
}

/** Names and seats of people of a session, by id. */
export async function findSpeakers(db: Db, sessionId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select([
      'id',
      'name',
      'title',
      'unit_id as unitId',
      'unit_name as unitName',
      'place_id as placeId',
      'kind',
      'duties',
    ])
    .select(['delegated_to_id as delegatedToId'])
    .where('session_id', '=', sessionId)
    .where('id', 'in', ids)
    .execute();
}

/** Places of which the participant is head or operator: it acts there for who sits at them. */
export async function findPlacesKeptBy(db: Db, sessionId: string, participantId: string): Promise<string[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.place')
    .select('id')
    .where('session_id', '=', sessionId)
    .where((eb) => eb.or([eb('head_id', '=', participantId), eb('operator_id', '=', participantId)]))
    .execute();
  return rows.map(({ id }) => id);
}

/** Names of units by the key that accounts use. */
export async function findUnitNames(db: Db, sessionId: string): Promise<Map<string, string>> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select(['unit_id as unitId', 'unit_name as unitName'])
    .distinct()
    .where('session_id', '=', sessionId)
    .execute();
  return new Map(rows.map(({ unitId, unitName }) => [unitId ?? unitName, unitName]));
}

function rowOf(entry: Entry) {
  return {
    participant_id: entry.participantId,
    kind: entry.kind,
    answer: entry.answer,
    point_of_order: entry.pointOfOrder,
    category_id: entry.categoryId,
    note: entry.note,
    unit: entry.unit,
    weight: entry.weight,
    begun_at: date(entry.begunAt),
    paused_at: date(entry.pausedAt),
    resumed_at: date(entry.resumedAt),
    ended_at: date(entry.endedAt),
    paused_for: entry.pausedFor,
    time_limit: entry.limit,
    extra: entry.extra,
    spoken_before: entry.spokenBefore,
  };
}
