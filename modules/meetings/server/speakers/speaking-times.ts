import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { SpeakingTimes } from '../../contract.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findSpeakers, findSpoken } from './speakers.repo.ts';

/** How often and how long each person and each unit has spoken, most first. @throws meetings.session_not_found */
export async function getSpeakingTimes(ctx: Context, sessionId: string): Promise<SpeakingTimes> {
  await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const spoken = await findSpoken(db, sessionId);
  const ids = spoken.flatMap(({ participantId }) => participantId ?? []);
  const people = new Map((await findSpeakers(db, sessionId, ids)).map((person) => [person.id, person]));
  const rows = spoken.map(({ participantId, times, ms }) => {
    const person = people.get(participantId ?? '');
    return {
      participantId: participantId as string,
      name: person?.name ?? '',
      unit: person?.unitName ?? '',
      times,
      ms,
    };
  });
  const units = new Map<string, { unit: string; times: number; ms: number }>();
  for (const { unit, times, ms } of rows) {
    const sum = units.get(unit) ?? { unit, times: 0, ms: 0 };
    units.set(unit, { unit, times: sum.times + times, ms: sum.ms + ms });
  }
  const mostFirst = (a: { ms: number }, b: { ms: number }): number => b.ms - a.ms;
  return { people: rows.toSorted(mostFirst), units: [...units.values()].toSorted(mostFirst) };
}
