import type { Config } from '#platform/server/config/config.ts';

/** The address under which pages reach this node, without a slash at its end. */
export function baseUrl({ PUBLIC_URL, PORT }: Pick<Config, 'PUBLIC_URL' | 'PORT'>): string {
  return (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
}
