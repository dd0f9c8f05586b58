import { createHmac, randomInt } from 'node:crypto';
import type { Secrets } from '../../config/secrets.ts';

const COUNT = 10;
/** Letters that are not mistaken for one another, on paper either. 10 of them: 49 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 10;

/** Ten codes for the day the telephone is lost: `k7p2m-x9qrt`. Each is good once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
  });
}

/** A code as it was typed: blanks, hyphens and capitals do not matter. Null when it has not the form of one. */
export function readRecoveryCode(typed: string): string | null {
  const bare = typed.toLowerCase().replace(/[\s-]/g, '');
  return bare.length === LENGTH && bare.split('').every((letter) => LETTERS.includes(letter)) ? bare : null;
}

/** Keyed with a secret that is not in the database, so that 49 bits cannot be tried out on a stolen copy. */
export function hashRecoveryCode({ sessionSecret }: Secrets, accountId: string, bare: string): Buffer {
  return createHmac('sha256', sessionSecret).update(`recovery\n${accountId}\n${bare}`).digest();
}
