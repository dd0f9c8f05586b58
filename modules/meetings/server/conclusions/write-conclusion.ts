import { v7 as uuidv7 } from 'uuid';
import { findAgencyBriefs } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { WriteConclusion } from '../../contract.ts';
import { paperErrors } from '../../errors/papers.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession, writeJournal } from '../journal/write-journal.ts';
import { requireDuty, type Seat } from '../sessions/seat.ts';
import { lockSession } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import {
  type ConclusionRecord,
  deleteConclusion,
  findConclusion,
  insertConclusion,
  isItemOf,
  nextNumber,
  setConfirmed,
  updateConclusion,
} from './conclusions.repo.ts';
import { mayWrite } from './policy.ts';

/** Of one session: what fits a notice that somebody reads. */
export const CONCLUSIONS_MOST = 300;

/** Live topic and event for other modules: a conclusion stands, with its task where one arises. */
export const CONCLUSION_TOPIC = 'meetings.conclusion';

/**
 * Writes a conclusion down as the chair spoke it.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state, meetings.item_unknown,
 *   meetings.agency_not_found, meetings.conclusions_full
 */
export async function addConclusion(ctx: Context, sessionId: string, given: WriteConclusion): Promise<string> {
  const seat = await requireDuty(ctx, sessionId, 'secretary', 'chair');
  requireBegun(seat);
  const input = await checked(ctx, given);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockSession(trx, sessionId);
    await requireItem(tx, sessionId, input.itemId);
    const { number, count } = await nextNumber(trx, sessionId);
    if (count >= CONCLUSIONS_MOST) throw paperErrors.fail('meetings.conclusions_full');
    const id = uuidv7();
    await insertConclusion(trx, { id, sessionId, number }, input);
    await writeJournal(ctx, tx, sessionId, seat.participant.id, [
      { kind: 'conclusion_recorded', itemId: input.itemId, data: { conclusionId: id, number } },
    ]);
    audit(tx, 'add', id, session?.agencyId, null, { number, ...input });
    return id;
  });
}

/** @throws as {@link addConclusion}; meetings.conclusion_not_found, meetings.conclusion_confirmed */
export async function changeConclusion(
  ctx: Context,
  sessionId: string,
  id: string,
  given: WriteConclusion,
): Promise<void> {
  const seat = await requireDuty(ctx, sessionId, 'secretary', 'chair');
  requireBegun(seat);
  const input = await checked(ctx, given);
  await transact(ctx, async (tx) => {
    const { before, agencyId } = await lockOpen(tx, sessionId, id);
    await requireItem(tx, sessionId, input.itemId);
    await updateConclusion(tx.as<MeetingsTables>(), id, input);
    await touchSession(tx, sessionId);
    audit(tx, 'change', id, agencyId, before, { ...before, ...input });
  });
}

/** @throws as {@link changeConclusion} */
export async function removeConclusion(ctx: Context, sessionId: string, id: string): Promise<void> {
  const seat = await requireDuty(ctx, sessionId, 'secretary', 'chair');
  requireBegun(seat);
  await transact(ctx, async (tx) => {
    const { before, agencyId } = await lockOpen(tx, sessionId, id);
    await deleteConclusion(tx.as<MeetingsTables>(), id);
    await touchSession(tx, sessionId);
    audit(tx, 'remove', id, agencyId, before, null);
  });
}

/**
 * The chair confirms: from here on it stands, and other modules hear of it.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.conclusion_not_found, meetings.conclusion_confirmed
 */
export async function confirmConclusion(ctx: Context, sessionId: string, id: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair');
  await transact(ctx, async (tx) => {
    const { before, agencyId } = await lockOpen(tx, sessionId, id);
    const { number, kind, itemId } = before;
    const seq = await writeJournal(ctx, tx, sessionId, participant.id, [
      { kind: 'conclusion_confirmed', itemId, data: { conclusionId: id, number } },
    ]);
    const at = ctx.platform.now();
    await setConfirmed(tx.as<MeetingsTables>(), id, participant.id, at, seq);
    tx.emit({ topic: CONCLUSION_TOPIC, payload: { conclusionId: id, sessionId, kind } });
    audit(tx, 'confirm', id, agencyId, before, { ...before, confirmedAt: at.toISOString() });
  });
}

function requireBegun(seat: Seat): void {
  if (!mayWrite(seat)) throw meetingsErrors.fail('meetings.session_state');
}

/** Named agencies are of the directory, and take its names. */
async function checked(ctx: Context, given: WriteConclusion): Promise<WriteConclusion> {
  const input = WriteConclusion.parse(given);
  const units = [...(input.lead ? [input.lead] : []), ...input.partners];
  const ids = units.flatMap(({ agencyId }) => agencyId ?? []);
  const briefs = await findAgencyBriefs(ctx.platform, ids);
  if (ids.some((id) => !briefs.has(id))) throw meetingsErrors.fail('meetings.agency_not_found');
  return input;
}

async function requireItem(tx: Tx, sessionId: string, itemId: string | null): Promise<void> {
  if (itemId !== null && !(await isItemOf(tx.as<MeetingsTables>(), sessionId, itemId))) {
    throw paperErrors.fail('meetings.item_unknown');
  }
}

async function lockOpen(
  tx: Tx,
  sessionId: string,
  id: string,
): Promise<{ before: ConclusionRecord; agencyId: string | undefined }> {
  const trx = tx.as<MeetingsTables>();
  const session = await lockSession(trx, sessionId);
  const before = await findConclusion(trx, sessionId, id);
  if (!before) throw paperErrors.fail('meetings.conclusion_not_found');
  if (before.confirmedAt) throw paperErrors.fail('meetings.conclusion_confirmed');
  return { before, agencyId: session?.agencyId };
}

function audit(
  tx: Tx,
  verb: 'add' | 'change' | 'remove' | 'confirm',
  id: string,
  unitId: string | undefined,
  before: unknown,
  after: unknown,
): void {
  tx.audit({
    action: `meetings.conclusion.${verb}`,
    subject: { type: 'meetings.conclusion', id },
    unitId: unitId ?? null,
    before,
    after,
  });
}
