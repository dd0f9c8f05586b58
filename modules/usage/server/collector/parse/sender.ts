import type { IncomingMessage } from 'node:http';

/** What the request says about whoever sent it, apart from the parameters. */
export interface Sender {
  address: string;
  userAgent: string;
  language: string;
  /** Address of the page, by the browser; used where no parameter names it. */
  referer: string;
  /** Client hints from headers, in the form of the parameter `uadata`; empty where none. */
  hints: string;
  /** Token from `Authorization: Bearer`. */
  token: string;
  optedOut: boolean;
  prefetched: boolean;
}

export function readSender(request: IncomingMessage, address: string): Sender {
  const { headers } = request;
  const { cookie, authorization } = headers;
  return {
    address,
    userAgent: headers['user-agent'] ?? '',
    language: headers['accept-language'] ?? '',
    referer: headers.referer ?? '',
    hints: headers['sec-ch-ua-full-version-list'] === undefined ? '' : hintsOf(headers),
    token: authorization?.startsWith('Bearer ') ? authorization.slice(7) : '',
    optedOut: cookie !== undefined && (cookie.includes('matomo_ignore=') || cookie.includes('piwik_ignore=')),
    prefetched: isPrefetch(headers),
  };
}

function isPrefetch(headers: IncomingMessage['headers']): boolean {
  const purpose = headers['x-purpose'];
  return purpose === 'preview' || purpose === 'instant' || headers['x-moz'] === 'prefetch';
}

/** Only full client hints, which a page has to ask for, tell more than the agent does. */
function hintsOf(headers: IncomingMessage['headers']): string {
  const text = (name: string) => String(headers[name] ?? '').replace(/^"|"$/g, '');
  const brands = [...text('sec-ch-ua-full-version-list').matchAll(/"?([^";,]+)"?;\s*v="([^"]*)"/g)];
  return JSON.stringify({
    fullVersionList: brands.map(([, brand, version]) => ({ brand: brand?.trim(), version })),
    mobile: headers['sec-ch-ua-mobile'] === '?1',
    model: text('sec-ch-ua-model'),
    platform: text('sec-ch-ua-platform'),
    platformVersion: text('sec-ch-ua-platform-version'),
  });
}

const languages = new Map<string, string>();
const LANGUAGES = 2_000;

/** The language a visitor likes best, lower case: `vi-vn`; empty where none is named. */
export function firstLanguage(header: string): string {
  if (header === '') return '';
  let language = languages.get(header);
  if (language === undefined) {
    const tag = /^\s*([a-z]{1,8}(?:[-_][a-z0-9]{1,8})*)/i.exec(header)?.[1] ?? '';
    language = tag.toLowerCase().replaceAll('_', '-').slice(0, 20);
    if (languages.size >= LANGUAGES) languages.clear();
    if (header.length <= 200) languages.set(header, language);
  }
  return language;
}
