import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type MessageKind, mediaTopic } from '../../../contract.ts';
import { mediaErrors } from '../../../errors/media.ts';
import { meetingsErrors } from '../../../errors.ts';
import { requireDuty, requireSeat } from '../../sessions/seat.ts';
import { hasRoom } from '../rights.ts';
import { settingsOf } from '../room.repo.ts';
import type { MediaTables } from '../tables.ts';
import { insertMessage, markHidden } from './messages.repo.ts';

/**
 * Says something in the chat, or, for chair and secretary, writes down what is being said. It stays with the session.
 * @throws meetings.duty_missing, meetings.session_state, meetings.chat_closed
 */
export async function sendMessage(
  ctx: Context,
  sessionId: string,
  { kind, text }: { kind: MessageKind; text: string },
): Promise<{ id: string }> {
  const { session, participant } = await requireSeat(ctx, sessionId);
  if (kind === 'caption') await requireDuty(ctx, sessionId, 'chair', 'secretary');
  if (participant === null) {
    throw meetingsErrors.fail('meetings.duty_missing', { detail: 'Only who takes part may write here.' });
  }
  if (!hasRoom(session.state)) throw meetingsErrors.fail('meetings.session_state');
  if (kind === 'chat' && !settingsOf(session.settings).chat) throw mediaErrors.fail('meetings.chat_closed');
  const id = uuidv7();
  const at = ctx.platform.now();
  await transact(ctx, async (tx) => {
    await insertMessage(tx.as<MediaTables>(), { id, sessionId, kind, participantId: participant.id, text, at });
    tx.audit({
      action: 'meetings.message.send',
      subject: { type: 'meetings.message', id },
      unitId: session.agencyId,
      before: null,
      after: { sessionId, kind, participantId: participant.id, text },
    });
    tx.emit({ topic: mediaTopic(sessionId), payload: { message: kind } });
  });
  return { id };
}

/** Takes a message away. @throws meetings.message_not_found */
export async function hideMessage(ctx: Context, sessionId: string, id: string): Promise<void> {
  const { session, participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MediaTables>();
    if (!(await markHidden(trx, sessionId, id, participant.id, ctx.platform.now()))) {
      throw mediaErrors.fail('meetings.message_not_found');
    }
    tx.audit({
      action: 'meetings.message.hide',
      subject: { type: 'meetings.message', id },
      unitId: session.agencyId,
      before: { hidden: false },
      after: { hidden: true },
    });
    tx.emit({ topic: mediaTopic(sessionId), payload: { message: 'hidden' } });
  });
}
