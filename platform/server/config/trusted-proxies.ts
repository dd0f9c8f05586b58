import { isIP } from 'node:net';
import type { Config } from './config.ts';

/** Names that stand for ranges, as the web server knows them. */
const NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/** What TRUSTED_PROXIES takes: a name of ranges, an address, or a range as address/bits. */
export function isProxy(entry: string): boolean {
  if (NAMES.includes(entry)) return true;
  const [address = '', bits, more] = entry.split('/');
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export const PROXIES_ALLOWED =
  'addresses or ranges with commas, such as 10.0.0.7, 10.0.0.0/8, fd00::/8, or loopback, linklocal, uniquelocal';

/**
 * What is wrong behind a proxy; null when nothing is. The node itself speaks no TLS, so an address with https means that
 * a proxy stands before it: unless it is trusted, all people share its address.
 */
export function proxyProblem({ PUBLIC_URL, TRUSTED_PROXIES }: Pick<Config, 'PUBLIC_URL' | 'TRUSTED_PROXIES'>) {
  if (!PUBLIC_URL?.startsWith('https:') || TRUSTED_PROXIES.length > 0) return null;
  return 'PUBLIC_URL is https, so a proxy stands before this node, but TRUSTED_PROXIES is empty: everybody shares the address of the proxy, in limits, sign-in and visitors. Set TRUSTED_PROXIES, to loopback for a proxy on this machine.';
}
