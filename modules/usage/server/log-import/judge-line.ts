import { type Parameters, readParameterObject } from '../collector/parse/parameters.ts';
import type { Sender } from '../collector/parse/sender.ts';
import { rulesOf, withoutWww } from '../collector/parse/site-rules.ts';
import { type Exclusion, type ReaderParts, type Reading, type Refusal, readHit } from '../collector/read-hit.ts';
import type { CollectedSite } from '../collector/sites.ts';
import type { LogLine } from './read/log-line.ts';
import { type AsideReason, usageOf } from './what-counts.ts';

export type SetAsideReason = AsideReason | Refusal | Exclusion | 'not_ready' | 'future' | 'too_old';
export type Verdict = Extract<Reading, { kind: 'hit' | 'agent_unknown' }> | { kind: 'aside'; reason: SetAsideReason };

const TWENTY_YEARS_MS = 20 * 365.25 * 86_400_000;
/** Clocks of servers differ; a line so little ahead is of now. */
const AHEAD_MS = 5 * 60_000;
/** Logs know no headers but two. */
const NOBODY: Sender = {
  address: '',
  userAgent: '',
  language: '',
  referer: '',
  hints: '',
  token: '',
  optedOut: false,
  prefetched: false,
};

/**
 * What a line of a log is to a site: the hit that its page's tracker would have sent, or why it does not count. The hit
 * is made by the collector's own reading, from a request in its own terms. `parts` must trust the token.
 */
export function judgeLine(parts: ReaderParts, site: CollectedSite, line: LogLine, now: number): Verdict {
  const use = usageOf(line);
  if (use !== 'page' && use !== 'download') return { kind: 'aside', reason: use };
  if (line.at > now + AHEAD_MS) return { kind: 'aside', reason: 'future' };
  if (line.at < now - TWENTY_YEARS_MS) return { kind: 'aside', reason: 'too_old' };
  const host = line.host === '' ? firstHost(site) : line.host;
  if (!site.anyHost && !isOwn(site, host)) return { kind: 'aside', reason: 'wrong_domain' };
  const reading = readHit(parts, requestOf(site, line, host, use, now), NOBODY, TOKEN, now);
  if (reading.kind === 'hit') reading.hit.at = Math.min(line.at, now);
  else if (reading.kind !== 'agent_unknown') {
    return { kind: 'aside', reason: reading.kind === 'not_ready' ? reading.kind : reading.reason };
  }
  return reading;
}

const TOKEN = 'of the import';

/** A registry that lets the import say when and from where a hit came. */
export function trusting(parts: ReaderParts): ReaderParts {
  const { sites } = parts;
  return {
    ...parts,
    sites: {
      find: (code) => sites.find(code),
      saltOf: (code, day) => sites.saltOf(code, day),
      acceptsToken: (token) => token === TOKEN,
    },
  };
}

function requestOf(
  site: CollectedSite,
  line: LogLine,
  host: string,
  use: 'page' | 'download',
  now: number,
): Parameters {
  const url = `https://${host}${line.target}`;
  // A file is taken from the page that links to it; that is what a tracker on the page would say.
  const from = use === 'download' && isOwnPage(site, line.referrer) ? line.referrer : url;
  return readParameterObject({
    idsite: site.code,
    rec: 1,
    url: from,
    urlref: use === 'page' ? line.referrer : '',
    ua: line.userAgent,
    cip: line.address,
    cdt: Math.floor(Math.min(line.at, now) / 1000),
    ...(use === 'download' && { download: url }),
  });
}

/** Host of a log that names none. */
function firstHost(site: CollectedSite): string {
  return (site.domains[0] ?? 'localhost').replace(/^\*\./, '');
}

function isOwn(site: CollectedSite, host: string): boolean {
  return rulesOf(site).isOwnHost(withoutWww(host.toLowerCase().replace(/:\d+$/, '')));
}

function isOwnPage(site: CollectedSite, referrer: string): boolean {
  return URL.canParse(referrer) && isOwn(site, new URL(referrer).hostname);
}
