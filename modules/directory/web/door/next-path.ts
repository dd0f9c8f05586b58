import type { Session } from '../../contract.ts';

/**
 * Where to go after the sign-in: a path of ours, never another site (`//evil.vn`, `/\evil.vn`) and never the door.
 * Who was led to the own account goes on there.
 */
export function nextPath({ search, pathname = '' }: { search: string; pathname?: string }, origin: string): string {
  if (pathname === '/account') return '/account';
  const wanted = new URLSearchParams(search).get('next') ?? '/';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const address = new URL(wanted, origin);
  if (address.origin !== origin || /^\/(sign-in|set-up|reset|invitation)\b/.test(address.pathname)) return '/';
  return address.pathname + address.search + address.hash;
}

/** Goes in; who must set up a second factor goes there first. */
export function enter({ person }: Pick<Session, 'person'>): void {
  const path = person?.mustEnrol ? '/account' : nextPath(location, location.origin);
  if (path === location.pathname) location.reload();
  else location.replace(path);
}
