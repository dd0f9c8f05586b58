import type { Kysely, Transaction } from 'kysely';
import type { MessageKind } from '../../../contract.ts';
import type { MediaTables } from '../tables.ts';

export interface MessageRow {
  id: string;
  kind: MessageKind;
  participantId: string;
  name: string;
  text: string;
  at: Date;
  hiddenAt: Date | null;
}

/** Newest first; identifiers grow with time. */
export async function findMessages(
  db: Kysely<MediaTables>,
  sessionId: string,
  kind: MessageKind,
  after: string | null,
  limit: number,
): Promise<MessageRow[]> {
  return await db
    .selectFrom('meetings.message as message')
    .innerJoin('meetings.participant as participant', 'participant.id', 'message.participant_id')
    .select([
      'message.id',
      'message.kind',
      'message.participant_id as participantId',
      'participant.name',
      'message.text',
      'message.at',
      'message.hidden_at as hiddenAt',
    ])
    .where('message.session_id', '=', sessionId)
    .where('message.kind', '=', kind)
    .$if(after !== null, (query) => query.where('message.id', '<', after as string))
    .orderBy('message.id', 'desc')
    .limit(limit)
    .execute();
}

export async function insertMessage(
  trx: Transaction<MediaTables>,
  message: { id: string; sessionId: string; kind: MessageKind; participantId: string; text: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('meetings.message')
    .values({
      id: message.id,
      session_id: message.sessionId,
      kind: message.kind,
      participant_id: message.participantId,
      text: message.text,
      at: message.at,
      hidden_at: null,
      hidden_by_id: null,
    })
    .execute();
}

/** Answers false when there is no such message, or it is hidden already. */
export async function markHidden(
  trx: Transaction<MediaTables>,
  sessionId: string,
  id: string,
  byId: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('meetings.message')
    .set({ hidden_at: at, hidden_by_id: byId })
    .where('session_id', '=', sessionId)
    .where('id', '=', id)
    .where('hidden_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
