import type { FastifyRequest } from 'fastify';
import { platformErrors } from '../../errors.ts';
import type { Config } from '../config/config.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send with our cookie. Browsers say where a request comes from
 * (`Sec-Fetch-Site`, `Origin`); programs say nothing and carry no cookie of a victim.
 * @throws platform.origin_refused
 */
export function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refused();
  const { origin } = request.headers;
  if (origin === undefined) return;
  const ours = [config.PUBLIC_URL && new URL(config.PUBLIC_URL).host, request.host];
  if (!URL.canParse(origin) || !ours.includes(new URL(origin).host)) throw refused();
}

function refused() {
  return platformErrors.fail('platform.origin_refused', { detail: 'Open this page from the address of this node.' });
}
