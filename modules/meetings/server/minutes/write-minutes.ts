import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { canonicalJson } from '#platform/server/audit/canonical-json.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import type { MinutesSection } from '../../contract.ts';
import { paperErrors } from '../../errors/papers.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requireDuty, requireSeat } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { composeMinutes } from './compose-minutes.ts';
import { gatherMinutes } from './gather-minutes.ts';
import {
  deleteMinutes,
  findMinutes,
  insertCorrection,
  type MinutesRecord,
  putMinutes,
  setChairSigned,
  setSecretarySigned,
  setSentBack,
} from './minutes.repo.ts';

/**
 * The secretary edits the text. From here on it no longer follows the journal by itself.
 * @param version as it was read; text that was saved since is not written over
 * @throws meetings.duty_missing, meetings.minutes_state, meetings.minutes_newer
 */
export async function saveMinutes(
  ctx: Context,
  sessionId: string,
  { sections, version }: { sections: MinutesSection[]; version: number },
): Promise<void> {
  await requireDuty(ctx, sessionId, 'secretary');
  await transact(ctx, async (tx) => {
    const { session, kept } = await lockMinutes(tx, sessionId, ['draft']);
    if ((kept?.version ?? 0) !== version) throw paperErrors.fail('meetings.minutes_newer');
    const row = { sections, version: version + 1, journalVersion: session.version };
    await putMinutes(tx.as<MeetingsTables>(), sessionId, row);
    tell(tx, session, 'save', { version: kept?.version ?? 0 }, { version: version + 1, sha256: hashOf(sections) });
  });
}

/** Makes the text anew from the journal. @throws meetings.duty_missing, meetings.minutes_state */
export async function redoMinutes(ctx: Context, sessionId: string): Promise<void> {
  await requireDuty(ctx, sessionId, 'secretary');
  await transact(ctx, async (tx) => {
    const { session, kept } = await lockMinutes(tx, sessionId, ['draft']);
    await deleteMinutes(tx.as<MeetingsTables>(), sessionId);
    tell(tx, session, 'redo', { sections: kept?.sections ?? null }, { sections: null });
  });
}

/**
 * Signs: the secretary first, then the chair; with the chair's signature the text is locked under its hash.
 * @throws meetings.duty_missing, meetings.minutes_state, meetings.session_state while the session is not over
 */
export async function signMinutes(ctx: Context, sessionId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'secretary', 'chair');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const { session, kept } = await lockMinutes(tx, sessionId, ['draft', 'with_chair']);
    if (session.state !== 'closed') throw meetingsErrors.fail('meetings.session_state');
    const at = ctx.platform.now();
    if (kept?.state === 'with_chair') {
      await requireDuty(ctx, sessionId, 'chair');
      const sha256 = hashOf(kept.sections);
      await setChairSigned(trx, sessionId, participant.id, at, sha256);
      tell(tx, session, 'sign', { state: 'with_chair' }, { state: 'signed', sha256 });
    } else {
      await requireDuty(ctx, sessionId, 'secretary');
      const sections = kept?.sections ?? composeMinutes((await gatherMinutes(trx, sessionId)).input);
      if (!kept) await putMinutes(trx, sessionId, { sections, version: 1, journalVersion: session.version });
      await setSecretarySigned(trx, sessionId, participant.id, at);
      tell(tx, session, 'sign', { state: 'draft' }, { state: 'with_chair', sha256: hashOf(sections) });
    }
    await touchSession(tx, sessionId);
  });
}

/** @throws meetings.duty_missing, meetings.minutes_state */
export async function sendBackMinutes(ctx: Context, sessionId: string, reason: string): Promise<void> {
  await requireDuty(ctx, sessionId, 'chair');
  await transact(ctx, async (tx) => {
    const { session } = await lockMinutes(tx, sessionId, ['with_chair']);
    await setSentBack(tx.as<MeetingsTables>(), sessionId);
    await touchSession(tx, sessionId);
    tell(tx, session, 'send_back', { state: 'with_chair' }, { state: 'draft', reason });
  });
}

/** A correction or an objection: an annex, for the signed text stays as it is. @throws meetings.minutes_state, meetings.duty_missing */
export async function correctMinutes(ctx: Context, sessionId: string, text: string): Promise<void> {
  const { participant } = await requireSeat(ctx, sessionId);
  if (participant?.kind !== 'member' && !participant?.duties.includes('secretary')) {
    throw meetingsErrors.fail('meetings.duty_missing');
  }
  await transact(ctx, async (tx) => {
    const { session } = await lockMinutes(tx, sessionId, ['signed']);
    const row = { id: uuidv7(), sessionId, byId: participant.id, at: ctx.platform.now(), text };
    await insertCorrection(tx.as<MeetingsTables>(), row);
    tell(tx, session, 'correct', null, { by: participant.id, text });
  });
}

/** SHA-256 of the sections in their one form: what is signed can be told apart from every other text. */
function hashOf(sections: readonly MinutesSection[]): string {
  return createHash('sha256').update(canonicalJson(sections)).digest('hex');
}

async function lockMinutes(
  tx: Tx,
  sessionId: string,
  states: readonly MinutesRecord['state'][],
): Promise<{ session: SessionRecord; kept: MinutesRecord | undefined }> {
  const trx = tx.as<MeetingsTables>();
  const session = await lockSession(trx, sessionId);
  if (!session) throw meetingsErrors.fail('meetings.session_not_found');
  const kept = await findMinutes(trx, sessionId);
  if (!states.includes(kept?.state ?? 'draft')) throw paperErrors.fail('meetings.minutes_state');
  return { session, kept };
}

function tell(tx: Tx, session: SessionRecord, verb: string, before: unknown, after: unknown): void {
  tx.audit({
    action: `meetings.minutes.${verb}`,
    subject: { type: 'meetings.session', id: session.id },
    unitId: session.agencyId,
    before,
    after,
  });
}
