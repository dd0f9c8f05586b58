import { v7 as uuidv7 } from 'uuid';
import { findAgencyBriefs, findAgencyPoints } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { WritePlace } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import { findParticipant } from '../participants/participants.repo.ts';
import { lockBeforeOpening, lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import {
  clearMain,
  deletePlace,
  insertPlaces,
  nextOrdinal,
  type PlaceRecord,
  requirePlace,
  updatePlace,
} from './places.repo.ts';

/**
 * Adds a place, also while the session runs: a room may join late. Answers its id.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.agency_not_found,
 *   meetings.participant_not_found
 */
export async function addPlace(ctx: Context, sessionId: string, given: WritePlace): Promise<string> {
  await requirePreparer(ctx, sessionId);
  const input = await complete(ctx, WritePlace.parse(given));
  const id = uuidv7();
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const { agencyId } = await lockUnended(tx, sessionId);
    await requireThere(tx, sessionId, input);
    const place = { ...input, id, ordinal: await nextOrdinal(trx, sessionId) };
    if (place.isMain) await clearMain(trx, sessionId);
    await insertPlaces(trx, sessionId, [place]);
    await touchSession(tx, sessionId);
    tell(tx, 'meetings.place.add', sessionId, agencyId, null, place);
  });
  return id;
}

/**
 * Changes a place. The main one stays the main one until another is made so.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.place_not_found,
 *   meetings.agency_not_found, meetings.participant_not_found
 */
export async function changePlace(ctx: Context, sessionId: string, id: string, given: WritePlace): Promise<void> {
  await requirePreparer(ctx, sessionId);
  const input = await complete(ctx, WritePlace.parse(given));
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const { agencyId } = await lockUnended(tx, sessionId);
    const before = await requirePlace(trx, sessionId, id);
    await requireThere(tx, sessionId, input);
    const after = { ...before, ...input, isMain: before.isMain || input.isMain };
    if (after.isMain && !before.isMain) await clearMain(trx, sessionId);
    await updatePlace(trx, after);
    await touchSession(tx, sessionId);
    tell(tx, 'meetings.place.change', sessionId, agencyId, before, after);
  });
}

/**
 * Removes a place before the session opens; whoever sat there sits nowhere yet.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.place_not_found, meetings.place_main
 */
export async function removePlace(ctx: Context, sessionId: string, id: string): Promise<void> {
  await requirePreparer(ctx, sessionId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const { agencyId } = await lockBeforeOpening(tx, sessionId);
    const before = await requirePlace(trx, sessionId, id);
    if (before.isMain) throw meetingsErrors.fail('meetings.place_main');
    await deletePlace(trx, id);
    await touchSession(tx, sessionId);
    tell(tx, 'meetings.place.remove', sessionId, agencyId, before, null);
  });
}

function tell(tx: Tx, action: string, sessionId: string, unitId: string, before: unknown, after: unknown): void {
  tx.audit({ action, subject: { type: 'meetings.session', id: sessionId }, unitId, before, after });
}

type Written = Omit<PlaceRecord, 'id' | 'ordinal'>;

/** Where nothing is said of where it lies, the directory is asked for its agency. @throws meetings.agency_not_found */
async function complete(ctx: Context, input: WritePlace): Promise<Written> {
  const { agencyId } = input;
  if (agencyId === null) return input;
  if (!(await findAgencyBriefs(ctx.platform, [agencyId])).has(agencyId)) {
    throw meetingsErrors.fail('meetings.agency_not_found');
  }
  if (input.latitude !== null || input.longitude !== null) return input;
  return { ...input, ...(await findAgencyPoints(ctx.platform, [agencyId])).get(agencyId) };
}

/** Head and operator take part in this session. @throws meetings.participant_not_found */
async function requireThere(tx: Tx, sessionId: string, { headId, operatorId }: Written): Promise<void> {
  const trx = tx.as<MeetingsTables>();
  for (const id of [headId, operatorId]) {
    if (id !== null && !(await findParticipant(trx, sessionId, id))) {
      throw meetingsErrors.fail('meetings.participant_not_found');
    }
  }
}
