import { speakerErrors } from '../../errors/speakers.ts';
import { type Account, type Entry, type SpeakerList, speaking } from './list.ts';

/** Only ordinary speech is charged to the unit: not questions, interventions, points of order. */
export function isCharged({ kind, pointOfOrder, unit }: Entry): boolean {
  return unit !== null && !pointOfOrder && kind !== 'intervention' && kind !== 'question';
}

/** What the account has left at a moment. */
export function accountAt({ remaining, runningSince }: Account, now: number): number {
  return runningSince === null ? remaining : remaining - (now - runningSince);
}

/** The list with an account for the unit; one that is there stays. @throws meetings.accounts_off */
export function openAccount(list: SpeakerList, unit: string, initial = list.settings.unitTime): SpeakerList {
  if (list.accounts.some((one) => one.unit === unit)) return list;
  if (list.settings.unitTime <= 0) throw speakerErrors.fail('meetings.accounts_off');
  const account: Account = { unit, initial, added: 0, remaining: initial, runningSince: null };
  return { ...list, accounts: [...list.accounts, account] };
}

/** Gives the account a new time; what was used is forgotten. @throws meetings.account_not_found */
export function setAccount(list: SpeakerList, unit: string, { initial }: { initial: number }): SpeakerList {
  requireAccount(list, unit);
  return changed(list, unit, (one) => ({ ...one, initial, remaining: initial + one.added }));
}

/**
 * Gives every unit of the list the seconds that this one has overdrawn, so that none is favoured.
 * @throws meetings.account_not_found, meetings.account_not_below, meetings.account_running
 */
export function addTime(list: SpeakerList, unit: string): SpeakerList {
  const account = requireAccount(list, unit);
  const now = speaking(list);
  if (account.runningSince !== null || (now?.unit === unit && isCharged(now))) {
    throw speakerErrors.fail('meetings.account_running');
  }
  if (account.remaining >= 0) throw speakerErrors.fail('meetings.account_not_below');
  const missing = -account.remaining;
  const accounts = list.accounts.map((one) => ({
    ...one,
    added: one.added + missing,
    remaining: one.remaining + missing,
  }));
  return { ...list, accounts };
}

/** The account runs from now. */
export function runAccount(list: SpeakerList, unit: string, now: number): SpeakerList {
  return changed(list, unit, (one) => ({ ...one, runningSince: now }));
}

/** Takes spoken time off the account, which then stands still. */
export function chargeAccount(list: SpeakerList, unit: string, spoken: number): SpeakerList {
  return changed(list, unit, (one) => ({ ...one, remaining: one.remaining - spoken, runningSince: null }));
}

function changed(list: SpeakerList, unit: string, change: (account: Account) => Account): SpeakerList {
  return { ...list, accounts: list.accounts.map((one) => (one.unit === unit ? change(one) : one)) };
}

function requireAccount(list: SpeakerList, unit: string): Account {
  const account = list.accounts.find((one) => one.unit === unit);
  if (!account) throw speakerErrors.fail('meetings.account_not_found');
  return account;
}
