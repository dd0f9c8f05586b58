import type { Found } from '../../module.ts';

/** What was chosen lately, newest first. */
const MOST = 6;

/** Kept in this browser, for each person apart: a machine may serve several. */
const keyOf = (email: string) => `nhipcau.recent.${email}`;

export function readRecent(email: string): Found[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(email)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isFound).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keepRecent(email: string, { key, title, hint, path }: Found): void {
  const others = readRecent(email).filter((one) => one.path !== path);
  localStorage.setItem(keyOf(email), JSON.stringify([{ key, title, hint, path }, ...others].slice(0, MOST)));
}

function isFound(value: unknown): value is Found {
  const { title, path } = (value ?? {}) as Partial<Found>;
  return typeof title === 'string' && typeof path === 'string' && path.startsWith('/');
}
