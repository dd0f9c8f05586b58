import type { PasswordFault } from './check.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './hash.ts';

/** What is wrong with a password and how to mend it, for programs; screens have these in the reader's language. */
export const PASSWORD_TEXTS: Record<PasswordFault, string> = {
  too_short: `A password has at least ${PASSWORD_MIN} characters.`,
  too_long: `A password has at most ${PASSWORD_MAX} characters.`,
  known:
    'This password, or nearly this one, stands in lists of leaked ones. Join four words that do not belong together.',
  own_name: 'The password holds your name, your agency or this system, so it is easy to guess. Take other words.',
  pattern:
    'The password repeats, counts on or is a date, so it is easy to guess. Join words that do not belong together.',
  guessable: 'The password is still easy to guess. Add a word or two, for instance a sentence of your own.',
};
