import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SpeakerSettings } from '../../contract.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { lockSession } from '../sessions/sessions.repo.ts';
import { writeSettings } from '../sessions/settings.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { speakerSettings } from './settings.ts';

/** Sets how the lists of a session work. A speech that runs keeps the time it was given. */
export async function setSpeakerSettings(ctx: Context, sessionId: string, given: SpeakerSettings): Promise<number> {
  const seat = await requirePreparer(ctx, sessionId);
  const after = SpeakerSettings.parse(given);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = (await lockSession(trx, sessionId)) ?? seat.session;
    await writeSettings(trx, sessionId, 'speakers', after);
    tx.audit({
      action: 'meetings.speaker.settings',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: speakerSettings(session),
      after,
    });
    return Number(await touchSession(tx, sessionId));
  });
}
