import { speakerErrors } from '../../errors/speakers.ts';
import { chargeAccount, isCharged, runAccount } from './accounts.ts';
import { sinceLastStart, spokenAt } from './clocks.ts';
import { requireOnce } from './enter.ts';
import {
  type Caller,
  type Entry,
  entryState,
  hasTheFloor,
  isOver,
  type SpeakerList,
  waiting,
  withEntry,
} from './list.ts';
import { numbered, placeFirst } from './order.ts';
import { isManager, isSelf, requireEntry, requireManager } from './rights.ts';

/**
 * Gives the word. Whoever has it is ended, or only paused when an interposed question begins. At most one entry speaks
 * at any moment.
 * @throws meetings.entry_not_found, meetings.list_manage_needed, meetings.speech_begun
 */
export function giveWord(list: SpeakerList, id: string, caller: Caller, now: number): SpeakerList {
  requireManager(caller);
  const entry = requireEntry(list, id);
  if (entryState(entry) !== 'waiting') throw speakerErrors.fail('meetings.speech_begun');
  const clear = entry.kind === 'question' ? pauseAll(list, now) : endAll(list, now);
  const started: Entry = { ...entry, begunAt: now, weight: null, limit: timeFor(list, entry), extra: 0 };
  return run(
    numbered(
      withEntry(clear, started),
      waiting(clear).filter((one) => one.id !== id),
    ),
    started,
    now,
  );
}

/** Stops the speaker for a while: clocks and account stand still. @throws meetings.speech_not_running */
export function pauseSpeech(list: SpeakerList, id: string, caller: Caller, now: number): SpeakerList {
  requireManager(caller);
  const entry = requireEntry(list, id);
  if (entryState(entry) !== 'speaking') throw speakerErrors.fail('meetings.speech_not_running');
  return paused(list, entry, now);
}

/** Goes on after a pause; who speaks meanwhile is paused in turn. @throws meetings.speech_not_paused */
export function resumeSpeech(list: SpeakerList, id: string, caller: Caller, now: number): SpeakerList {
  requireManager(caller);
  const entry = requireEntry(list, id);
  if (entryState(entry) !== 'paused') throw speakerErrors.fail('meetings.speech_not_paused');
  const resumed: Entry = {
    ...entry,
    pausedAt: null,
    resumedAt: now,
    pausedFor: entry.pausedFor + (now - (entry.pausedAt ?? now)),
  };
  return run(withEntry(pauseAll(list, now), resumed), resumed, now);
}

/**
 * Ends a speech, and with a speaker the questions put to him: those that run end, those that wait go. Who speaks may
 * also say that it is all.
 * @throws meetings.list_manage_needed, meetings.speech_not_running
 */
export function endSpeech(list: SpeakerList, id: string, caller: Caller, now: number): SpeakerList {
  const entry = requireEntry(list, id);
  if (!isSelf(caller, entry)) requireManager(caller);
  if (!hasTheFloor(entry)) throw speakerErrors.fail('meetings.speech_not_running');
  return ended(list, entry, now);
}

/**
 * Returns the last finished speaker to the head of the queue. Of those who ended together the speaker returns before
 * the questions put to him.
 * @throws meetings.back_nobody, meetings.back_question, meetings.already_waiting
 */
export function putBack(list: SpeakerList, caller: Caller): SpeakerList {
  requireManager(caller);
  const [last] = list.entries.filter(isOver).toSorted((a, b) => {
    if (a.endedAt !== b.endedAt) return (b.endedAt as number) - (a.endedAt as number);
    return Number(a.kind === 'question') - Number(b.kind === 'question') || (b.begunAt ?? 0) - (a.begunAt ?? 0);
  });
  if (!last) throw speakerErrors.fail('meetings.back_nobody');
  if (last.kind === 'question' && !list.entries.some(hasTheFloor)) throw speakerErrors.fail('meetings.back_question');
  // Who speaks on the same ground needs no second place.
  requireOnce(list, last, (one) => !isOver(one));
  const spokenBefore = spokenAt(last, last.endedAt as number);
  const fresh = { begunAt: null, pausedAt: null, resumedAt: null, endedAt: null, pausedFor: 0, limit: null, extra: 0 };
  return placeFirst(list, { ...last, ...fresh, spokenBefore });
}

/**
 * Takes an entry off the list. Everybody may withdraw while waiting; who keeps the list also sends a speaker away.
 * @throws meetings.entry_not_found, meetings.list_manage_needed, meetings.speech_begun, meetings.speech_over
 */
export function removeEntry(list: SpeakerList, id: string, caller: Caller, now: number, barred = false): SpeakerList {
  const entry = requireEntry(list, id);
  if (!isManager(caller) && (!isSelf(caller, entry) || barred)) throw speakerErrors.fail('meetings.list_manage_needed');
  if (isOver(entry)) throw speakerErrors.fail('meetings.speech_over');
  if (hasTheFloor(entry) && !isManager(caller)) throw speakerErrors.fail('meetings.speech_begun');
  const without = hasTheFloor(entry) ? ended(list, entry, now) : list;
  const entries = without.entries.filter((one) => one.id !== id);
  return numbered({ ...without, entries }, waiting({ ...without, entries }));
}

/** Puts those who wait in this order. @throws meetings.reorder_unknown, meetings.reorder_incomplete */
export function reorder(list: SpeakerList, ids: readonly string[], caller: Caller): SpeakerList {
  requireManager(caller);
  const queue = new Map(waiting(list).map((entry) => [entry.id, entry]));
  const wanted = ids.map((id) => queue.get(id));
  if (wanted.includes(undefined)) throw speakerErrors.fail('meetings.reorder_unknown');
  if (new Set(ids).size !== queue.size || ids.length !== queue.size) {
    throw speakerErrors.fail('meetings.reorder_incomplete');
  }
  return numbered(list, wanted as Entry[]);
}

/** Gives the speaker more time, or less. @throws meetings.speech_not_running, meetings.speech_no_clock */
export function extendSpeech(list: SpeakerList, id: string, by: number, caller: Caller): SpeakerList {
  requireManager(caller);
  const entry = requireEntry(list, id);
  if (!hasTheFloor(entry)) throw speakerErrors.fail('meetings.speech_not_running');
  if (entry.limit === null) throw speakerErrors.fail('meetings.speech_no_clock');
  return withEntry(list, { ...entry, extra: entry.extra + by });
}

/** Closes the list to new entries, or opens it. */
export function setClosed(list: SpeakerList, closed: boolean, caller: Caller): SpeakerList {
  requireManager(caller);
  return { ...list, closed };
}

/** Ends whoever has the floor: at the end of an item, or when somebody else gets the word. */
export function endAll(list: SpeakerList, now: number): SpeakerList {
  const floor = list.entries.filter(hasTheFloor);
  // The speaker last: with him go the questions that wait.
  const order = floor.toSorted((a, b) => Number(b.kind === 'question') - Number(a.kind === 'question'));
  return order.reduce((rest, { id }) => {
    const entry = rest.entries.find((one) => one.id === id);
    return entry && hasTheFloor(entry) ? ended(rest, entry, now) : rest;
  }, list);
}

export function pauseAll(list: SpeakerList, now: number): SpeakerList {
  const talking = list.entries.filter((entry) => entryState(entry) === 'speaking');
  return talking.reduce((rest, entry) => paused(rest, entry, now), list);
}

/** The time an entry gets with the word; null where no clock runs. */
function timeFor({ settings }: SpeakerList, { kind }: Entry): number | null {
  if (!settings.coupledClock) return null;
  if (kind === 'question') return 0;
  if (kind === 'intervention') return settings.interventionTime;
  return settings.speakingTime > 0 ? settings.speakingTime : null;
}

function run(list: SpeakerList, entry: Entry, now: number): SpeakerList {
  return isCharged(entry) ? runAccount(list, entry.unit as string, now) : list;
}

function charge(list: SpeakerList, entry: Entry, now: number): SpeakerList {
  return isCharged(entry) && entryState(entry) === 'speaking'
    ? chargeAccount(list, entry.unit as string, sinceLastStart(entry, now))
    : list;
}

function paused(list: SpeakerList, entry: Entry, now: number): SpeakerList {
  return withEntry(charge(list, entry, now), { ...entry, pausedAt: now });
}

function ended(list: SpeakerList, entry: Entry, now: number): SpeakerList {
  const pausedFor = entry.pausedFor + (entry.pausedAt === null ? 0 : now - entry.pausedAt);
  const done = withEntry(charge(list, entry, now), { ...entry, endedAt: now, pausedAt: null, pausedFor });
  if (entry.kind === 'question') return done;
  const kept = done.entries.filter((one) => one.kind !== 'question' || entryState(one) !== 'waiting');
  const running = kept.filter((one) => one.kind === 'question' && hasTheFloor(one));
  const without = running.reduce<SpeakerList>((rest, one) => ended(rest, one, now), { ...done, entries: kept });
  return numbered(without, waiting(without));
}
