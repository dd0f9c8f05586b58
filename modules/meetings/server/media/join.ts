import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import type { MediaPass } from '../../contract.ts';
import { mediaErrors } from '../../errors/media.ts';
import { requireSeat } from '../sessions/seat.ts';
import { requireMedia } from './require-media.ts';
import { hasRoom, rightsOf } from './rights.ts';
import { findRoom, type RoomRow } from './room.repo.ts';
import { keeperOf, mediaOf } from './run-media.ts';
import type { MediaTables } from './tables.ts';

/**
 * A pass into the picture of a session. Who takes part comes in as the participant, once: a second device takes the
 * place of the first. A screen that looks on has no name, is seen by nobody and sends nothing.
 * @throws meetings.session_not_found, meetings.media_closed, meetings.media_removed, meetings.media_not_ready
 */
export async function joinMedia(ctx: Context, sessionId: string, as: 'take_part' | 'look_on'): Promise<MediaPass> {
  const { platform } = ctx;
  const { participant } = await requireSeat(ctx, sessionId);
  const room = (await findRoom(platform.db as Kysely<MediaTables>, sessionId)) as RoomRow;
  if (!hasRoom(room.state) || !room.settings.picture) throw mediaErrors.fail('meetings.media_closed');
  if (participant !== null && room.removed.has(participant.id)) throw mediaErrors.fail('meetings.media_removed');
  const port = requireMedia(platform);
  const takesPart = participant !== null && as === 'take_part';
  const identity = takesPart ? participant.id : `watch:${uuidv7()}`;
  const present = new Set((await port.listPeople(sessionId)).map((person) => person.identity)).add(identity);
  const may = rightsOf(room, present).get(identity) ?? new Set();
  const pass = await port.issuePass({
    room: sessionId,
    identity,
    name: takesPart ? participant.name : '',
    may,
    hidden: !takesPart,
  });
  keeperOf(platform)?.expect(sessionId);
  return { address: mediaOf(platform)?.address ?? '', pass, identity, may: [...may] };
}
