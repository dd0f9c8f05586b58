import { speakerErrors } from '../../errors/speakers.ts';
import { openAccount } from './accounts.ts';
import {
  type Caller,
  type Entry,
  entryState,
  isOver,
  newEntry,
  type SpeakerList,
  type SpeakerPerson,
  type SpeechKind,
} from './list.ts';
import { place } from './order.ts';
import { checkPointOfOrder, isManager, isSelf } from './rights.ts';

export interface NewSpeaker {
  id: string;
  participantId: string | null;
  kind?: SpeechKind | undefined;
  /** The entry that is answered. */
  answerTo?: string | undefined;
  pointOfOrder?: boolean | undefined;
  categoryId?: string | undefined;
  note?: string | undefined;
  unit?: string | undefined;
}

/**
 * Puts somebody on the list. `person` is the participant named, undefined when nobody or nobody of this session.
 * @throws the errors of the list of speakers
 */
export function enter(
  list: SpeakerList,
  given: NewSpeaker,
  caller: Caller,
  person: SpeakerPerson | undefined,
): SpeakerList {
  if (given.participantId !== null && !person) throw speakerErrors.fail('meetings.speaker_not_in_session');
  checkMayEnter(list, given, caller, person);
  const answered = given.answerTo === undefined ? undefined : answerable(list, given.answerTo, given.kind);
  const entry: Entry = {
    ...newEntry(given.id),
    participantId: given.participantId,
    kind: answered?.kind ?? given.kind ?? 'none',
    answer: answered !== undefined,
    pointOfOrder: given.pointOfOrder ?? false,
    categoryId: given.categoryId ?? null,
    note: given.note ?? null,
    unit: given.unit ?? null,
  };
  if (!mayBeNameless(entry) && entry.participantId === null) throw speakerErrors.fail('meetings.speaker_name_needed');
  checkPointOfOrder(list, entry, isSelf(caller, entry));
  if (!entry.answer) checkKind(list, entry, caller);
  if (list.settings.presentOnly && person && !person.present) throw speakerErrors.fail('meetings.speaker_absent');
  requireOnce(list, entry);
  return place(entry.unit === null ? list : openAccount(list, entry.unit), entry, answered);
}

/** Somebody may wait once as an ordinary speaker and once with a point of order; answers are not counted. */
export function requireOnce(list: SpeakerList, entry: Entry, counts = isWaiting): void {
  if (entry.answer || entry.participantId === null || list.settings.allowMultiple) return;
  const twice = list.entries.some(
    (one) =>
      one.id !== entry.id &&
      counts(one) &&
      !one.answer &&
      one.participantId === entry.participantId &&
      one.pointOfOrder === entry.pointOfOrder,
  );
  if (twice) throw speakerErrors.fail('meetings.already_waiting');
}

const isWaiting = (entry: Entry): boolean => entryState(entry) === 'waiting';

export function mayBeNameless({ kind, pointOfOrder }: Entry): boolean {
  return !pointOfOrder && (kind === 'intervention' || kind === 'question');
}

function checkMayEnter(
  { closed, settings }: SpeakerList,
  given: NewSpeaker,
  caller: Caller,
  person: SpeakerPerson | undefined,
): void {
  if (isManager(caller)) return;
  if (!isSelf(caller, given)) throw speakerErrors.fail('meetings.list_manage_needed');
  if (person?.delegated && !settings.delegatorsMaySpeak) throw speakerErrors.fail('meetings.delegated_away');
  if (!caller.speaks) throw speakerErrors.fail('meetings.speak_needed');
  const passes = given.pointOfOrder === true && !settings.closingStopsPointsOfOrder;
  if (closed && !passes) throw speakerErrors.fail('meetings.list_closed');
}

/** Is this kind of speech on, for this caller? */
export function checkKind({ settings }: SpeakerList, { kind }: Pick<Entry, 'kind'>, caller: Caller): void {
  if ((kind === 'pro' || kind === 'contra') && !settings.proContra) {
    throw speakerErrors.fail('meetings.kind_pro_contra_off');
  }
  if (kind === 'contribution' && !settings.contributionBySelf && !isManager(caller)) {
    throw speakerErrors.fail('meetings.kind_contribution_off');
  }
  if (kind === 'question' && !settings.questions) throw speakerErrors.fail('meetings.kind_question_off');
  if (kind === 'intervention' && settings.interventionTime <= 0) {
    throw speakerErrors.fail('meetings.kind_intervention_off');
  }
}

/** The intervention or question that an answer goes to. */
function answerable(list: SpeakerList, id: string, kind: SpeechKind | undefined): Entry {
  const entry = list.entries.find((one) => one.id === id);
  if (!entry) throw speakerErrors.fail('meetings.answer_elsewhere');
  if (entry.answer) throw speakerErrors.fail('meetings.answer_to_answer');
  if (!mayBeNameless(entry)) throw speakerErrors.fail('meetings.answer_not_possible');
  if (isOver(entry)) throw speakerErrors.fail('meetings.answer_too_late');
  if (list.entries.every(({ begunAt }) => begunAt === null)) throw speakerErrors.fail('meetings.answer_too_early');
  if (kind !== undefined && kind !== entry.kind) throw speakerErrors.fail('meetings.answer_kind');
  return entry;
}
