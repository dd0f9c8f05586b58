import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import { ChangeEntry, EnterList } from '../../contract.ts';
import { findPresent } from '../presence/presence.repo.ts';
import type { VoteTables } from '../votes/tables.ts';
import { changeEntry as changed } from './change.ts';
import { enter } from './enter.ts';
import type { Caller, SpeakerPerson } from './list.ts';
import { type ListWork, onList } from './on-list.ts';
import { findPlacesKeptBy, findSpeakers } from './speakers.repo.ts';
import { removeEntry } from './word.ts';

/**
 * Puts the caller on the list, or another: who keeps the list anybody, head and operator of a place those who sit there.
 * @throws the errors of the list of speakers
 */
export async function enterList(ctx: Context, sessionId: string, itemId: string, given: EnterList) {
  const input = EnterList.parse(given);
  const entryId = uuidv7();
  const version = await onList(ctx, sessionId, itemId, 'meetings.speaker.enter', async (list, work) => {
    const participantId = input.participantId === undefined ? work.caller.participantId : input.participantId;
    const { person, unit, caller } = await somebody(work, participantId);
    const { categoryId, note, ...entry } = input;
    const speaker = {
      ...entry,
      id: entryId,
      participantId,
      categoryId: categoryId ?? undefined,
      note: note || undefined,
    };
    return enter(list, { ...speaker, unit: list.settings.unitTime > 0 ? unit : undefined }, caller, person);
  });
  return { entryId, version };
}

/** Changes kind, name or point of order of an entry. @throws the errors of the list of speakers */
export async function changeEntry(
  ctx: Context,
  at: { sessionId: string; itemId: string; entryId: string },
  given: ChangeEntry,
): Promise<number> {
  const input = ChangeEntry.parse(given);
  return await onList(ctx, at.sessionId, at.itemId, 'meetings.speaker.change', async (list, work) => {
    const now = list.entries.find(({ id }) => id === at.entryId)?.participantId ?? null;
    const { person, unit, caller } = await somebody(work, input.participantId ?? now);
    const named = input.participantId !== undefined && list.settings.unitTime > 0;
    const change = { ...input, ...(input.note === '' && { note: null }), unit: named ? unit : undefined };
    return changed(list, at.entryId, change, caller, person);
  });
}

/** Withdraws from the list while waiting; who keeps it also sends a speaker away. */
export async function leaveList(
  ctx: Context,
  at: { sessionId: string; itemId: string; entryId: string },
): Promise<number> {
  return await onList(ctx, at.sessionId, at.itemId, 'meetings.speaker.leave', async (list, work) => {
    const participantId = list.entries.find(({ id }) => id === at.entryId)?.participantId ?? null;
    const { person, caller } = await somebody(work, participantId);
    const barred = person?.delegated === true && !list.settings.delegatorsMaySpeak;
    return removeEntry(list, at.entryId, caller, work.now, barred);
  });
}

/** Who is meant, the account of their unit, and as whom the caller acts: for who sits at a place its head and operator act. */
async function somebody(
  { tx, trx, session, caller }: ListWork,
  participantId: string | null,
): Promise<{ person?: SpeakerPerson; unit?: string | undefined; caller: Caller }> {
  if (participantId === null) return { caller };
  const [found] = await findSpeakers(trx, session.id, [participantId]);
  if (!found) return { caller };
  const present = (await findPresent(tx.as<VoteTables>(), participantId)) !== undefined;
  const person = { present, delegated: found.delegatedToId !== null };
  const unit = (found.unitId ?? found.unitName) || undefined;
  if (caller.participantId === null || caller.participantId === participantId) return { person, unit, caller };
  const places = await findPlacesKeptBy(trx, session.id, caller.participantId);
  const keeps = found.placeId !== null && places.includes(found.placeId);
  const speaks = found.kind !== 'staff';
  return { person, unit, caller: keeps && !caller.manages ? { ...caller, participantId, speaks } : caller };
}
