import type { Config } from '../config/config.ts';
import { publicUrl } from '../config/public-url.ts';

const STEP = 'nhipcau.step';
export const STEP_LIFE_MS = 5 * 60_000;

/** Do browsers reach this node over TLS? */
export function isSecure(config: Config): boolean {
  return publicUrl(config).startsWith('https:');
}

/** The cookie between the right password and the second factor; an empty secret clears it. */
export function stepCookie(config: Config, secret: string): string {
  const life = secret === '' ? 0 : STEP_LIFE_MS / 1000;
  const end = isSecure(config) ? '; Secure' : '';
  return `${STEP}=${secret}; Max-Age=${life}; Path=/api/session; HttpOnly; SameSite=Strict${end}`;
}

export function readStepCookie(cookie: string): string | null {
  return readCookie(cookie, STEP);
}

/** The value of a cookie in a `Cookie` header; null where there is none. */
export function readCookie(cookie: string, name: string): string | null {
  for (const part of cookie.split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2);
    if (key === name && value !== '') return value;
  }
  return null;
}
