import { speakerErrors } from '../../errors/speakers.ts';
import type { Caller, Entry, SpeakerList } from './list.ts';

export const isManager = ({ manages }: Caller): boolean => manages;

export function isSelf(caller: Caller, { participantId }: Pick<Entry, 'participantId'>): boolean {
  return participantId !== null && caller.participantId === participantId;
}

/** @throws meetings.list_manage_needed */
export function requireManager(caller: Caller): void {
  if (!isManager(caller)) throw speakerErrors.fail('meetings.list_manage_needed');
}

/** @throws meetings.entry_not_found */
export function requireEntry(list: SpeakerList, id: string): Entry {
  const entry = list.entries.find((one) => one.id === id);
  if (!entry) throw speakerErrors.fail('meetings.entry_not_found');
  return entry;
}

/** Do flag, category and note of a point of order fit the session? */
export function checkPointOfOrder({ settings, categories }: SpeakerList, entry: Entry, self: boolean): void {
  const { pointOfOrder, kind, categoryId, note } = entry;
  if (!pointOfOrder) {
    if (categoryId !== null || note !== null) throw speakerErrors.fail('meetings.order_only');
    return;
  }
  if (kind !== 'none') throw speakerErrors.fail('meetings.order_with_kind');
  if (!settings.pointsOfOrder) throw speakerErrors.fail('meetings.order_off');
  if (!self && !settings.pointOfOrderForOthers) throw speakerErrors.fail('meetings.order_for_others');
  if (!settings.pointOfOrderCategories) {
    if (categoryId !== null) throw speakerErrors.fail('meetings.order_category_off');
  } else if (categoryId === null) {
    throw speakerErrors.fail('meetings.order_category_needed');
  } else if (categories.every(({ id }) => id !== categoryId)) {
    throw speakerErrors.fail('meetings.order_category_unknown');
  }
}
