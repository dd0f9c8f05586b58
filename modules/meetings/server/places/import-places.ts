import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { currentAgencies, findAgencyPoints } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { readSheet } from '#platform/server/sheets/read-sheet.ts';
import { ImportPlaces, type PlaceLine } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import {
  findParticipants,
  insertParticipants,
  type NewParticipant,
  seatAt,
} from '../participants/participants.repo.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { findPlaces, insertPlaces, nextOrdinal, setPeople } from './places.repo.ts';
import { type ReadPlace, readPlaces } from './read-places.ts';

const LINES_MOST = 500;
/** A list that fits in a megabyte unpacks to no more than this. */
const UNPACKED_MOST = 32 * 1024 * 1024;

/**
 * Reads a list of places (CSV, XLSX, JSON). With `apply` it is taken in as one act, if no line is wrong: whoever is head
 * or operator and not on the list yet comes with the place.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, platform.sheet_unreadable,
 *   meetings.places_lines, meetings.places_head, meetings.places_limit
 */
export async function importPlaces(
  ctx: Context,
  sessionId: string,
  given: ImportPlaces,
): Promise<{ lines: PlaceLine[]; taken: number }> {
  await requirePreparer(ctx, sessionId);
  const { content, apply } = ImportPlaces.parse(given);
  const sheet = await readSheet(Buffer.from(content, 'base64'), UNPACKED_MOST);
  if (sheet.rows.length > LINES_MOST) throw meetingsErrors.fail('meetings.places_limit');
  const agencies = await currentAgencies(ctx.platform);
  const read = async (db: Kysely<MeetingsTables>) => {
    const [participants, places] = await Promise.all([findParticipants(db, sessionId), findPlaces(db, sessionId)]);
    const lines = readPlaces(sheet, { agencies, participants, places: places.map(({ name }) => name) });
    if (lines === null) throw meetingsErrors.fail('meetings.places_head');
    return lines;
  };
  if (!apply) return { lines: (await read(ctx.platform.db as Kysely<MeetingsTables>)).map(lineOf), taken: 0 };
  return await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    const lines = await read(trx);
    if (lines.some(({ problems }) => problems.length > 0)) throw meetingsErrors.fail('meetings.places_lines');
    const points = await findAgencyPoints(
      ctx.platform,
      lines.map(({ agencyId }) => agencyId).filter((id) => id !== null),
    );
    const first = await nextOrdinal(trx, sessionId);
    const places = lines.map((line, index) => ({
      id: uuidv7(),
      ordinal: first + index,
      isMain: false,
      name: line.name,
      agencyId: line.agencyId,
      room: line.room,
      ...pointOf(line, points.get(line.agencyId ?? '')),
      headId: null as string | null,
      operatorId: null as string | null,
    }));
    await insertPlaces(trx, sessionId, places);
    const people = newcomers(lines, places);
    const number = await takeNumbers(trx, sessionId, people.length);
    await insertParticipants(
      trx,
      sessionId,
      people.map((one, index) => ({ ...one, number: number + index })),
    );
    for (const [index, place] of places.entries()) {
      const line = lines[index] as ReadPlace;
      const of = (name: string, known: string | null, kind: NewParticipant['kind']) =>
        name === '' ? null : (known ?? people.find((one) => one.placeId === place.id && one.kind === kind)?.id ?? null);
      place.headId = of(line.head, line.headId, 'invitee');
      place.operatorId = of(line.operator, line.operatorId, 'staff');
      const known = [line.headId, line.operatorId].filter((id) => id !== null);
      await seatAt(trx, known, place.id);
      await setPeople(trx, place);
    }
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.place.import',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: null,
      after: { places, people: people.length },
    });
    return { lines: lines.map(lineOf), taken: places.length };
  });
}

function lineOf({ line, name, agency, room, head, operator, problems }: ReadPlace): PlaceLine {
  return { line, name, agency, room, head, operator, problems };
}

function pointOf(line: ReadPlace, point: { latitude: number; longitude: number } | undefined) {
  if (line.latitude !== null && line.longitude !== null) return { latitude: line.latitude, longitude: line.longitude };
  return { latitude: point?.latitude ?? null, longitude: point?.longitude ?? null };
}

/** Heads come as invited, operators as staff with their duty; numbers are given later. */
function newcomers(lines: readonly ReadPlace[], places: readonly { id: string; name: string }[]): NewParticipant[] {
  return lines.flatMap((line, index) => {
    const place = places[index] as { id: string; name: string };
    const person = (name: string, known: string | null, kind: 'invitee' | 'staff'): NewParticipant[] =>
      name === '' || known !== null
        ? []
        : [
            {
              id: uuidv7(),
              number: 0,
              kind,
              duties: kind === 'staff' ? ['operator'] : [],
              personId: null,
              seatId: null,
              name,
              title: '',
              unitId: line.agencyId,
              unitName: place.name,
              placeId: place.id,
              votes: false,
            },
          ];
    return [...person(line.head, line.headId, 'invitee'), ...person(line.operator, line.operatorId, 'staff')];
  });
}
