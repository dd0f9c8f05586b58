import { type Parameters, readParameterObject, readParameters } from '../parse/parameters.ts';

export interface Bulk {
  /** In the order they were sent; null where an entry is neither a query string nor an object. */
  entries: (Parameters | null)[];
  token: string;
  /** False for `"send_image": 0`. */
  image: boolean;
}

const ENTRIES = 10_000;

/** Clients send a bulk under the content type of a form, so only the body tells. */
export function looksLikeBulk(body: string): boolean {
  const at = body.slice(0, 200).indexOf('"requests"');
  return at > 0 && body.trimStart().startsWith('{');
}

/** Takes a bulk request apart; undefined when it is not valid JSON of that shape. */
export function readBulk(body: string): Bulk | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const { requests, token_auth: token, send_image: image } = parsed as Record<string, unknown>;
  if (!Array.isArray(requests) || requests.length > ENTRIES) return undefined;
  return {
    entries: requests.map(readEntry),
    token: typeof token === 'string' ? token : '',
    image: image === undefined || Number(image) !== 0,
  };
}

function readEntry(entry: unknown): Parameters | null {
  if (typeof entry === 'string') return readParameters(entry.slice(entry.indexOf('?') + 1));
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
    return readParameterObject(entry as Record<string, unknown>);
  }
  return null;
}
