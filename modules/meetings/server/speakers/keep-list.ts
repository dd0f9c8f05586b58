import type { Context } from '#platform/server/context.ts';
import type { SetAccount, WordAct } from '../../contract.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import { meetingsErrors } from '../../errors.ts';
import { setAccount as accountSet, addTime as addedTime, openAccount } from './accounts.ts';
import type { SpeakerList } from './list.ts';
import { type ListWork, onList } from './on-list.ts';
import { requireManager } from './rights.ts';
import {
  endSpeech,
  extendSpeech as extended,
  giveWord,
  pauseSpeech,
  putBack as puttingBack,
  reorder,
  resumeSpeech,
  setClosed,
} from './word.ts';

const WORD = { give: giveWord, pause: pauseSpeech, resume: resumeSpeech, end: endSpeech };

/**
 * Gives the word, pauses, resumes or ends a speech. The word is given in the open item of an open session.
 * @throws meetings.session_state, meetings.item_state, and what the rules of the list refuse
 */
export async function setWord(
  ctx: Context,
  at: { sessionId: string; itemId: string; entryId: string },
  act: WordAct,
): Promise<number> {
  return await onList(ctx, at.sessionId, at.itemId, `meetings.speaker.word_${act}`, (list, work) => {
    if (act === 'give' || act === 'resume') requireFloor(work);
    return WORD[act](list, at.entryId, work.caller, work.now);
  });
}

/** Gives the speaker more time, or less. @throws meetings.speech_not_running, meetings.speech_no_clock */
export async function extendSpeech(
  ctx: Context,
  at: { sessionId: string; itemId: string; entryId: string },
  seconds: number,
): Promise<number> {
  return await onList(ctx, at.sessionId, at.itemId, 'meetings.speaker.extend', (list, { caller }) =>
    extended(list, at.entryId, seconds * 1_000, caller),
  );
}

/** Returns the last finished speaker to the head. @throws meetings.back_nobody, meetings.back_question */
export async function putBack(ctx: Context, sessionId: string, itemId: string): Promise<number> {
  return await onList(ctx, sessionId, itemId, 'meetings.speaker.put_back', (list, { caller }) =>
    puttingBack(list, caller),
  );
}

/** Puts all who wait in this order. @throws meetings.reorder_unknown, meetings.reorder_incomplete */
export async function reorderList(ctx: Context, sessionId: string, itemId: string, ids: string[]): Promise<number> {
  return await onList(ctx, sessionId, itemId, 'meetings.speaker.reorder', (list, { caller }) =>
    reorder(list, ids, caller),
  );
}

/** Closes the list to new entries, or opens it. */
export async function setListClosed(ctx: Context, sessionId: string, itemId: string, closed: boolean): Promise<number> {
  return await onList(ctx, sessionId, itemId, 'meetings.speaker.close_list', (list, { caller }) =>
    setClosed(list, closed, caller),
  );
}

/** Gives a unit a time on this list. @throws meetings.accounts_off */
export async function setAccount(ctx: Context, sessionId: string, itemId: string, given: SetAccount): Promise<number> {
  const initial = given.seconds * 1_000;
  return await onList(ctx, sessionId, itemId, 'meetings.speaker.account', (list: SpeakerList, { caller }) => {
    requireManager(caller);
    return accountSet(openAccount(list, given.unit, initial), given.unit, { initial });
  });
}

/** Gives all units what one has overdrawn. @throws meetings.account_not_below, meetings.account_running */
export async function addTime(ctx: Context, sessionId: string, itemId: string, unit: string): Promise<number> {
  return await onList(ctx, sessionId, itemId, 'meetings.speaker.add_time', (list, { caller }) => {
    requireManager(caller);
    return addedTime(list, unit);
  });
}

function requireFloor({ session, item }: ListWork): void {
  if (session.state !== 'open') throw meetingsErrors.fail('meetings.session_state');
  if (item.state !== 'open') throw agendaErrors.fail('meetings.item_state');
}
