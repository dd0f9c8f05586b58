import { type Kysely, sql } from 'kysely';
import type { VoteTables } from '../votes/tables.ts';

export interface RecordPerson {
  number: number;
  name: string;
  title: string;
  unit: string;
  chair: boolean;
}

/** Participants of a session by id, in the order of their numbers. */
export async function findPeople(db: Kysely<VoteTables>, sessionId: string): Promise<Map<string, RecordPerson>> {
  const rows = await db
    .selectFrom('meetings.participant')
    .select(['id', 'number', 'name', 'title', 'unit_name as unit', sql<boolean>`duties @> array['chair']`.as('chair')])
    .where('session_id', '=', sessionId)
    .orderBy('number')
    .execute();
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}

export async function findItems(
  db: Kysely<VoteTables>,
  sessionId: string,
): Promise<Map<string, { number: string; title: string }>> {
  const rows = await db
    .selectFrom('meetings.item')
    .select(['id', 'number', 'title'])
    .where('session_id', '=', sessionId)
    .execute();
  return new Map(rows.map(({ id, number, title }) => [id, { number, title }]));
}
