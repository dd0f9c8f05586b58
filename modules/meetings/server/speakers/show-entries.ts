import type { Kysely } from 'kysely';
import type { Clock as ClockView, SpeakerEntry, SpeakerSettings, UnitAccount } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import { type Clock, clockOf } from './clocks.ts';
import { type Account, type Entry, entryState } from './list.ts';
import { findSpeakers, findSpoken, findUnitNames } from './speakers.repo.ts';

export interface Shown {
  sessionId: string;
  settings: SpeakerSettings;
  now: number;
  /** Notes of points of order stand for who keeps the list. */
  notes: boolean;
}

/** Entries with names, clocks and what their people have said in this session so far. */
export async function showEntries(
  db: Kysely<MeetingsTables>,
  entries: readonly Entry[],
  { sessionId, settings, now, notes }: Shown,
): Promise<SpeakerEntry[]> {
  const ids = [...new Set(entries.flatMap(({ participantId }) => participantId ?? []))];
  const [people, spoken] = await Promise.all([findSpeakers(db, sessionId, ids), findSpoken(db, sessionId)]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const times = new Map(spoken.map(({ participantId, times, ms }) => [participantId, { times, ms }]));
  const categories = new Map(settings.orderCategories.map(({ id, name }) => [id, name]));
  return entries.map((entry) => {
    const person = byId.get(entry.participantId ?? '');
    const said = times.get(entry.participantId) ?? { times: 0, ms: 0 };
    return {
      id: entry.id,
      participantId: entry.participantId,
      name: person?.name ?? '',
      title: person?.title ?? '',
      unit: person?.unitName ?? '',
      placeId: person?.placeId ?? null,
      kind: entry.kind,
      answer: entry.answer,
      pointOfOrder: entry.pointOfOrder,
      category: categories.get(entry.categoryId ?? '') ?? null,
      note: notes ? entry.note : null,
      state: entryState(entry),
      clock: view(clockOf(entry, now)),
      spoken: said,
      first: said.times === 0,
    };
  });
}

/** Accounts with the names of their units. */
export async function showAccounts(
  db: Kysely<MeetingsTables>,
  sessionId: string,
  accounts: readonly Account[],
): Promise<UnitAccount[]> {
  if (accounts.length === 0) return [];
  const names = await findUnitNames(db, sessionId);
  return accounts.map(({ unit, initial, added, remaining, runningSince }) => {
    const clock: Clock =
      runningSince === null
        ? { running: false, used: initial + added - remaining, left: remaining }
        : { running: true, since: runningSince, expiresAt: runningSince + remaining };
    return { unit, name: names.get(unit) ?? unit, initial, added, clock: view(clock) };
  });
}

function view(clock: Clock): ClockView {
  if (!clock.running) return clock;
  const { since, expiresAt } = clock;
  return {
    running: true,
    since: new Date(since).toISOString(),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
}
