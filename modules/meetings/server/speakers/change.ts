import { speakerErrors } from '../../errors/speakers.ts';
import { openAccount } from './accounts.ts';
import { checkKind, mayBeNameless, requireOnce } from './enter.ts';
import {
  type Caller,
  type Entry,
  entryState,
  type SpeakerList,
  type SpeakerPerson,
  type SpeechKind,
  withEntry,
} from './list.ts';
import { place, rank } from './order.ts';
import { checkPointOfOrder, isManager, isSelf, requireEntry } from './rights.ts';

export interface EntryChange {
  participantId?: string | null | undefined;
  kind?: SpeechKind | undefined;
  answer?: boolean | undefined;
  pointOfOrder?: boolean | undefined;
  categoryId?: string | null | undefined;
  note?: string | null | undefined;
  unit?: string | null | undefined;
}

/**
 * Changes what an entry is. One that waits goes to the place of its new rank; `person` is who is named anew.
 * @throws the errors of the list of speakers
 */
export function changeEntry(
  list: SpeakerList,
  id: string,
  change: EntryChange,
  caller: Caller,
  person?: SpeakerPerson,
): SpeakerList {
  const before = requireEntry(list, id);
  const self = isSelf(caller, before);
  if (!isManager(caller) && !self) throw speakerErrors.fail('meetings.list_manage_needed');
  const after = merged(before, change);
  checkName(list, before, after, person);
  checkChangeOfKind(list, before, after, caller);
  const touchesOrder =
    after.pointOfOrder !== before.pointOfOrder || after.categoryId !== before.categoryId || after.note !== before.note;
  if (touchesOrder) checkPointOfOrder(list, after, self);
  if (after.answer && !mayBeNameless(after)) throw speakerErrors.fail('meetings.answer_not_possible');
  const anew = after.participantId !== before.participantId || after.pointOfOrder !== before.pointOfOrder;
  if (anew && entryState(after) === 'waiting') requireOnce(list, after);
  const changed = withEntry(withAccount(list, before, after), after);
  const moves = entryState(after) === 'waiting' && !after.answer && (rank(after) !== rank(before) || touchesOrder);
  return moves ? place(changed, after) : changed;
}

function merged(before: Entry, change: EntryChange): Entry {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Entry = { ...before, ...given };
  // A category and a note are of the point of order, and go with it.
  const gone = before.pointOfOrder && !after.pointOfOrder;
  return gone ? { ...after, categoryId: change.categoryId ?? null, note: change.note ?? null } : after;
}

function checkName(list: SpeakerList, before: Entry, after: Entry, person: SpeakerPerson | undefined): void {
  if (after.participantId !== before.participantId) {
    if (before.participantId !== null || !mayBeNameless(before))
      throw speakerErrors.fail('meetings.speaker_name_fixed');
    if (!person) throw speakerErrors.fail('meetings.speaker_not_in_session');
    if (list.settings.presentOnly && !person.present) throw speakerErrors.fail('meetings.speaker_absent');
  }
  // An ordinary entry without a name can only be an old one; it may change among the ordinary kinds.
  if (after.participantId === null && mayBeNameless(before) && !mayBeNameless(after)) {
    throw speakerErrors.fail('meetings.speaker_name_needed');
  }
}

function checkChangeOfKind(list: SpeakerList, before: Entry, after: Entry, caller: Caller): void {
  if (after.pointOfOrder && after.kind !== 'none') throw speakerErrors.fail('meetings.order_with_kind');
  const becomesOrder = after.pointOfOrder && !before.pointOfOrder;
  if (after.kind === before.kind && !becomesOrder) return;
  if (after.kind === 'question' && before.kind !== 'question') throw speakerErrors.fail('meetings.kind_not_question');
  if (before.begunAt !== null) {
    if (mayBeNameless(before)) throw speakerErrors.fail('meetings.kind_fixed');
    const leaves = becomesOrder || after.kind === 'intervention';
    if (before.unit !== null && leaves) throw speakerErrors.fail('meetings.kind_fixed_by_account');
  }
  // To take a kind away is as much a use of it as to give it.
  for (const { kind } of [before, after]) {
    if (kind !== 'intervention' && kind !== 'question') checkKind(list, { kind }, caller);
  }
  if (after.kind === 'intervention') checkKind(list, after, caller);
}

function withAccount(list: SpeakerList, before: Entry, after: Entry): SpeakerList {
  if (after.unit === before.unit) return list;
  const charged = before.begunAt !== null && !mayBeNameless(before) && !before.pointOfOrder;
  if (charged) throw speakerErrors.fail('meetings.kind_fixed_by_account');
  return after.unit === null ? list : openAccount(list, after.unit);
}
