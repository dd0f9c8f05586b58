/** Parameters of the tracking protocol. `false`, nothing and an empty text are left out; 0 is a value. */
export type Parameters = Record<string, unknown>;

/** A query string without question mark. Broken surrogates become U+FFFD instead of an error. */
export function encode(parameters: Parameters): string {
  const encoded = new URLSearchParams();
  for (const name in parameters) {
    const value = parameters[name];
    if (value || value === 0) encoded.append(name, String(value as string | number | boolean));
  }
  return encoded.toString();
}

/** Six characters that tell the page views of one visitor apart. */
export function newPageViewId(): string {
  return `${Math.random().toString(36).slice(2)}000000`.slice(0, 6);
}

/** Longer ones are refused by some proxies on the way. */
const ADDRESS_LENGTH = 2_000;
/** A beacon may carry 64 kB. */
const IN_ONE_BULK = 20;

export interface Post {
  address: string;
  body?: string | URLSearchParams;
}

/** What to send for these hits: one goes in the address, a long one as a form, several as bulk. */
export function postsOf(trackerUrl: string, hits: readonly string[]): Post[] {
  if (hits.length > 1) {
    const bulks: Post[] = [];
    for (let from = 0; from < hits.length; from += IN_ONE_BULK) {
      const requests = hits.slice(from, from + IN_ONE_BULK).map((hit) => `?${hit}`);
      bulks.push({ address: trackerUrl, body: JSON.stringify({ requests, send_image: 0 }) });
    }
    return bulks;
  }
  return hits.map((hit) =>
    hit.length > ADDRESS_LENGTH
      ? { address: trackerUrl, body: new URLSearchParams(hit) }
      : { address: trackerUrl + (trackerUrl.includes('?') ? '&' : '?') + hit },
  );
}

/** Hands hits to the browser, which sends them also when the page is left at once. */
export function send(trackerUrl: string, hits: readonly string[]): void {
  for (const { address, body } of postsOf(trackerUrl, hits)) {
    if (navigator.sendBeacon && navigator.sendBeacon(address, body)) continue;
    // As a beacon would be: with the opt-out cookie of the tracker's host, and nobody reads the answer.
    fetch(address, { method: 'POST', body, keepalive: true, mode: 'no-cors', credentials: 'include' }).catch(() => {});
  }
}
