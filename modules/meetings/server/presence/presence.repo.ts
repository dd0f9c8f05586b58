import { type Kysely, sql, type Transaction } from 'kysely';
import type { ParticipantKind, PresenceSource } from '../../contract.ts';
import type { VoteTables } from '../votes/tables.ts';

type Db = Kysely<VoteTables> | Transaction<VoteTables>;
type Trx = Transaction<VoteTables>;

/** A participant and, while there, the interval that is open. */
export interface RosterRow {
  id: string;
  number: number;
  kind: ParticipantKind;
  votes: boolean;
  name: string;
  placeId: string | null;
  substituteForId: string | null;
  /** In millionths. */
  weight: bigint;
  delegatedToId: string | null;
  from: Date | null;
  lostAt: Date | null;
  source: PresenceSource | null;
}

/** All participants of a session by their numbers, with where they stand now. */
export async function findRoster(db: Db, sessionId: string): Promise<RosterRow[]> {
  const rows = await (db as Kysely<VoteTables>)
    .selectFrom('meetings.participant as p')
    .leftJoin('meetings.presence as i', (join) => join.onRef('i.participant_id', '=', 'p.id').on('i.to_at', 'is', null))
    .select([
      'p.id',
      'p.number',
      'p.kind',
      'p.votes',
      'p.name',
      'p.place_id as placeId',
      'p.substitute_for_id as substituteForId',
      'p.weight',
      'p.delegated_to_id as delegatedToId',
      'i.from_at as from',
      'i.lost_at as lostAt',
      'i.source',
    ])
    .where('p.session_id', '=', sessionId)
    .orderBy('p.number')
    .execute();
  return rows.map((row) => ({ ...row, weight: BigInt(row.weight) }));
}

/** The open interval of one participant. */
export async function findPresent(
  db: Db,
  participantId: string,
): Promise<{ from: Date; lostAt: Date | null } | undefined> {
  return await (db as Kysely<VoteTables>)
    .selectFrom('meetings.presence')
    .select(['from_at as from', 'lost_at as lostAt'])
    .where('participant_id', '=', participantId)
    .where('to_at', 'is', null)
    .executeTakeFirst();
}

export interface Arrival {
  id: string;
  sessionId: string;
  participantId: string;
  placeId: string | null;
  source: PresenceSource;
  recordedBy: string;
}

/** Opens intervals; who is there already stays there, with the line found again. Answers who is new. */
export async function arrive(trx: Trx, arrivals: readonly Arrival[], at: Date): Promise<string[]> {
  if (arrivals.length === 0) return [];
  const rows = await trx
    .insertInto('meetings.presence')
    .values(
      arrivals.map((one) => ({
        id: one.id,
        session_id: one.sessionId,
        participant_id: one.participantId,
        place_id: one.placeId,
        from_at: at,
        to_at: null,
        lost_at: null,
        source: one.source,
        recorded_by: one.recordedBy,
        ended_by: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('participant_id').where('to_at', 'is', null).doUpdateSet({ lost_at: null }),
    )
    .returning(['id', 'participant_id as participantId'])
    .execute();
  const fresh = new Set(arrivals.map(({ id }) => id));
  return rows.filter(({ id }) => fresh.has(id)).map(({ participantId }) => participantId);
}

/** Ends open intervals; answers whose. */
export async function leave(
  trx: Trx,
  participantIds: readonly string[],
  at: Date,
  by: string | null,
): Promise<string[]> {
  if (participantIds.length === 0) return [];
  const rows = await trx
    .updateTable('meetings.presence')
    .set({ to_at: sql<Date>`greatest(from_at, ${at})`, ended_by: by })
    .where('participant_id', 'in', [...participantIds])
    .where('to_at', 'is', null)
    .returning('participant_id as id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes that lines are lost, or found again. Answers for whom that is news. */
export async function noteLines(
  trx: Trx,
  sessionId: string,
  participantIds: readonly string[],
  lostAt: Date | null,
): Promise<string[]> {
  if (participantIds.length === 0) return [];
  const rows = await trx
    .updateTable('meetings.presence')
    .set({ lost_at: lostAt })
    .where('session_id', '=', sessionId)
    .where('participant_id', 'in', [...participantIds])
    .where('to_at', 'is', null)
    .where('lost_at', lostAt === null ? 'is not' : 'is', null)
    .returning('participant_id as id')
    .execute();
  return rows.map(({ id }) => id);
}
