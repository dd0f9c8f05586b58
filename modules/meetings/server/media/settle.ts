import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type MediaSettings, mediaTopic } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requireDuty } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import { hasRoom } from './rights.ts';
import { settingsOf, storeSettings } from './room.repo.ts';
import { keeperOf } from './run-media.ts';
import type { MediaTables } from './tables.ts';

/** Settles who is shown, whether there is chat, whether the session may be recorded. @throws meetings.session_state */
export async function settleMedia(ctx: Context, sessionId: string, settings: MediaSettings): Promise<MediaSettings> {
  await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MediaTables>();
    const session = (await lockSession(trx as never, sessionId)) as SessionRecord;
    if (session.state !== 'draft' && !hasRoom(session.state)) throw meetingsErrors.fail('meetings.session_state');
    await storeSettings(trx, sessionId, { ...session.settings, media: settings });
    tx.audit({
      action: 'meetings.media.settle',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: settingsOf(session.settings),
      after: settings,
    });
    await touchSession(tx, sessionId);
    tx.emit({ topic: mediaTopic(sessionId), payload: { media: true } });
  });
  await keeperOf(ctx.platform)?.look(sessionId);
  return settings;
}
