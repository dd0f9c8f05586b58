import type { Transaction } from 'kysely';
import type { VoteTables } from './tables.ts';

export async function writeProxy(
  trx: Transaction<VoteTables>,
  participantId: string,
  holderId: string | null,
): Promise<void> {
  await trx
    .updateTable('meetings.participant')
    .set({ delegated_to_id: holderId })
    .where('id', '=', participantId)
    .execute();
}
