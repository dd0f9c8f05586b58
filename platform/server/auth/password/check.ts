import { platformErrors } from '../../../errors.ts';
import { estimate } from './estimate.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './hash.ts';
import { PASSWORD_TEXTS } from './texts.ts';

export type PasswordFault = 'too_short' | 'too_long' | 'known' | 'own_name' | 'pattern' | 'guessable';

/** So many guesses, as a power of ten, for who knows the usual words: more than all tries we let through in a lifetime. */
const LEAST_GUESSES = 9;

/**
 * What is wrong with a password, or null. Asks nobody: the lists lie here. `about` is what a guesser knows of this
 * person: name, address, agency, node.
 */
export function passwordFault(password: string, about: readonly string[]): PasswordFault | null {
  if (password.length < PASSWORD_MIN) return 'too_short';
  if (password.length > PASSWORD_MAX) return 'too_long';
  const { log10, why } = estimate(password, about);
  return log10 >= LEAST_GUESSES ? null : why;
}

/** @throws platform.input_invalid at the field `path`, such as `body.password` */
export function requireGoodPassword(password: string, about: readonly string[], path: string): void {
  const fault = passwordFault(password, about);
  if (fault === null) return;
  const message = PASSWORD_TEXTS[fault];
  throw platformErrors.fail('platform.input_invalid', {
    fields: [{ path, code: 'password', message, values: { format: fault } }],
  });
}
