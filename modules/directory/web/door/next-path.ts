/** Where to go after the sign-in: a path of ours, never another site (`//evil.vn`, `/\evil.vn`) and never the door. */
export function nextPath(search: string, origin: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '/';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const address = new URL(wanted, origin);
  if (address.origin !== origin || /^\/(sign-in|set-up)\b/.test(address.pathname)) return '/';
  return address.pathname + address.search + address.hash;
}
