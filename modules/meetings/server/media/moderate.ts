import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { mediaTopic } from '../../contract.ts';
import { mediaErrors } from '../../errors/media.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requireDuty } from '../sessions/seat.ts';
import type { Source } from './media-port.ts';
import { requireMedia } from './require-media.ts';
import { findParticipantIn, letIn, putOut } from './room.repo.ts';
import { keeperOf, mediaOf } from './run-media.ts';
import type { MediaTables } from './tables.ts';

/* What chair and secretary do with who is in the picture. None of it touches the word, presence or votes. */

/** Silences a microphone or hides a picture. Who has the word may open it again. */
export async function muteMedia(ctx: Context, sessionId: string, participantId: string, source: Source): Promise<void> {
  const { session } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  const port = requireMedia(ctx.platform);
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'meetings.media.mute',
      ...concerns(session),
      before: null,
      after: { participantId, source },
    });
  });
  await port.mute(sessionId, participantId, source);
}

/** Asks somebody to come into the picture, and lets them in again if they were put out. */
export async function callMedia(ctx: Context, sessionId: string, participantId: string): Promise<void> {
  const { session } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MediaTables>();
    await requireParticipant(trx, sessionId, participantId);
    const wasOut = await letIn(trx, participantId);
    tx.audit({
      action: 'meetings.media.call',
      ...concerns(session),
      before: { participantId, out: wasOut, called: false },
      after: { participantId, out: false, called: true },
    });
    tx.emit({ topic: mediaTopic(sessionId), payload: { called: participantId } });
  });
}

/** Puts somebody out of the picture until they are called again. */
export async function removeMedia(ctx: Context, sessionId: string, participantId: string): Promise<void> {
  const { session } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MediaTables>();
    await requireParticipant(trx, sessionId, participantId);
    const isNew = await putOut(trx, sessionId, participantId, ctx.platform.now());
    tx.audit({
      action: 'meetings.media.remove',
      ...concerns(session),
      before: { participantId, out: !isNew },
      after: { participantId, out: true },
    });
    await touchSession(tx, sessionId);
    tx.emit({ topic: mediaTopic(sessionId), payload: { media: true } });
  });
  await mediaOf(ctx.platform)?.port()?.remove(sessionId, participantId);
  await keeperOf(ctx.platform)?.look(sessionId);
}

const concerns = (session: { id: string; agencyId: string }) => ({
  subject: { type: 'meetings.session', id: session.id },
  unitId: session.agencyId,
});

async function requireParticipant(
  trx: Parameters<typeof findParticipantIn>[0],
  sessionId: string,
  participantId: string,
): Promise<void> {
  if ((await findParticipantIn(trx, sessionId, participantId)) === undefined) {
    throw mediaErrors.fail('meetings.participant_not_found');
  }
}
