import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import {
  findParticipants,
  insertParticipants,
  type NewParticipant,
  updateParticipant,
} from '../participants/participants.repo.ts';
import { findPlaces, insertPlaces, setPeople } from '../places/places.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { takeNumbers } from './sessions.repo.ts';

/**
 * Takes over from another session its places, with who heads and runs them, and its invitees and staff with their
 * duties. Members are those of the new day: whoever was there before sits where they sat, with the duties they had.
 */
export async function copyTemplate(
  trx: Transaction<MeetingsTables>,
  templateId: string,
  sessionId: string,
  members: readonly NewParticipant[],
): Promise<void> {
  const [places, people] = await Promise.all([findPlaces(trx, templateId), findParticipants(trx, templateId)]);
  const placeIds = new Map(places.map(({ id }) => [id, uuidv7()]));
  const at = (id: string | null) => (id === null ? null : (placeIds.get(id) ?? null));
  await insertPlaces(
    trx,
    sessionId,
    places.map((place) => ({ ...place, id: at(place.id) ?? '', headId: null, operatorId: null })),
  );
  const sameAs = new Map<string, string>();
  for (const member of members) {
    const before = people.find(
      ({ personId, seatId }) => seatId === member.seatId || (personId !== null && personId === member.personId),
    );
    if (!before) continue;
    sameAs.set(before.id, member.id);
    const duties = [...new Set([...member.duties, ...before.duties])];
    await updateParticipant(trx, { ...member, placeId: at(before.placeId), duties });
  }
  const there = new Set(members.map(({ personId }) => personId));
  const others = people.filter(
    ({ kind, seatId, personId }) =>
      seatId === null && (kind === 'invitee' || kind === 'staff') && (personId === null || !there.has(personId)),
  );
  const first = await takeNumbers(trx, sessionId, others.length);
  const copies = others.map((one, index): NewParticipant => {
    const { kind, duties, personId, name, title, unitId, unitName } = one;
    const id = uuidv7();
    sameAs.set(one.id, id);
    const placeId = at(one.placeId);
    return {
      id,
      number: first + index,
      kind,
      duties,
      personId,
      seatId: null,
      name,
      title,
      unitId,
      unitName,
      placeId,
      votes: false,
    };
  });
  await insertParticipants(trx, sessionId, copies);
  const now = (id: string | null) => (id === null ? null : (sameAs.get(id) ?? null));
  for (const { id, headId, operatorId } of places) {
    if (headId === null && operatorId === null) continue;
    await setPeople(trx, { id: at(id) ?? '', headId: now(headId), operatorId: now(operatorId) });
  }
}
