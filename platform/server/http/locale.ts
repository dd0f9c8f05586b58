import type { IncomingHttpHeaders } from 'node:http';

/** Vietnamese first: English only for who prefers it. The web sends its choice as Accept-Language. */
export function localeOf(headers: IncomingHttpHeaders): 'vi' | 'en' {
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'vi';
}
