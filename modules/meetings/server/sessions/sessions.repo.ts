import type { Kysely, Transaction } from 'kysely';
import type { BodyRules, Duty, ParticipantKind, SessionState } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;

/** As much of a session as every verb needs. */
export interface SessionRecord {
  id: string;
  bodyId: string;
  agencyId: string;
  title: string;
  state: SessionState;
  startsAt: Date;
  endsAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  rules: BodyRules | null;
  settings: Record<string, unknown>;
  version: bigint;
}

/** As much of a participant as decides what may be done. */
export interface ParticipantRecord {
  id: string;
  kind: ParticipantKind;
  duties: Duty[];
  personId: string | null;
  name: string;
  placeId: string | null;
  votes: boolean;
}

function selectSession(db: Db, id: string) {
  return (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session')
    .select([
      'id',
      'body_id as bodyId',
      'agency_id as agencyId',
      'title',
      'state',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'opened_at as openedAt',
      'closed_at as closedAt',
      'rules',
      'settings',
      'version',
    ])
    .where('id', '=', id);
}

export async function findSession(db: Db, id: string): Promise<SessionRecord | undefined> {
  const row = await selectSession(db, id).executeTakeFirst();
  return row && { ...row, version: BigInt(row.version) };
}

/**
 * The same, locked until the transaction ends: acts in one session follow one another. Casting a ballot does not take
 * this lock.
 */
export async function lockSession(trx: Transaction<MeetingsTables>, id: string): Promise<SessionRecord | undefined> {
  const row = await selectSession(trx, id).forUpdate().executeTakeFirst();
  return row && { ...row, version: BigInt(row.version) };
}

const participantColumns = [
  'id',
  'kind',
  'duties',
  'person_id as personId',
  'name',
  'place_id as placeId',
  'votes',
] as const;

/** The participant that a person is in a session. */
export async function findParticipantOf(
  db: Db,
  sessionId: string,
  personId: string,
): Promise<ParticipantRecord | undefined> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select(participantColumns)
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}
