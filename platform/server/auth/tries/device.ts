import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../config/secrets.ts';

/** Accounts that one device keeps: computers of offices are shared. */
const KEPT = 4;
const YEAR_SECONDS = 365 * 24 * 3600;
const NAME = 'nhipcau.device';

/**
 * The nonce under which this device is known for this account; null when the account has never signed in there, as far
 * as the `Cookie` header shows. The cookie opens nothing: it only says whose tries are counted apart.
 */
export function deviceOf(secrets: Secrets, cookie: string, account: string): string | null {
  for (const entry of entriesOf(cookie)) {
    const [nonce = '', proof = ''] = entry.split('.');
    if (isSame(proof, proofOf(secrets, nonce, account))) return nonce;
  }
  return null;
}

/** The `Set-Cookie` header that makes this device known for the account, beside those it knows already. */
export function deviceCookie(secrets: Secrets, cookie: string, account: string, secure: boolean): string {
  const known = deviceOf(secrets, cookie, account);
  const nonce = known ?? randomBytes(12).toString('base64url');
  const own = `${nonce}.${proofOf(secrets, nonce, account)}`;
  const entries = [own, ...entriesOf(cookie).filter((entry) => entry !== own)].slice(0, KEPT);
  const value = entries.join('~');
  return `${NAME}=${value}; Max-Age=${YEAR_SECONDS}; Path=/api; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function entriesOf(cookie: string): string[] {
  const found = /(?:^|;\s*)nhipcau\.device=([\w.~-]+)/.exec(cookie)?.[1];
  return found?.split('~').slice(0, KEPT) ?? [];
}

function proofOf({ sessionSecret }: Secrets, nonce: string, account: string): string {
  return createHmac('sha256', sessionSecret).update(`device\n${nonce}\n${account.toLowerCase()}`).digest('base64url');
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
