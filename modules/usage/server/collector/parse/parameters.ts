import { unescape } from 'node:querystring';

/**
 * The parameters of one tracking request. Only cut apart when read; a value is decoded when it is asked for, because
 * of thirty that a page sends about ten are used.
 */
export interface Parameters {
  /** The decoded value, trimmed; empty where absent. */
  text(name: string): string;
  has(name: string): boolean;
  /** A finite number, else undefined. */
  number(name: string): number | undefined;
  readonly size: number;
}

/** What a query string, a form body or an entry of a bulk request says. The first source wins over the second. */
export function readParameters(query: string, body = ''): Parameters {
  const values = new Map<string, string>();
  // Within one string the last of equal names counts, as in the reference; so the query is read after the body.
  if (body !== '') cutApart(body, values);
  if (query !== '') cutApart(query, values);
  return new EncodedParameters(values);
}

/** An entry of a bulk request that is an object rather than a query string. */
export function readParameterObject(entry: Record<string, unknown>): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(entry)) {
    if (typeof value === 'string') values.set(name, value);
    else if (typeof value === 'number' || typeof value === 'boolean') values.set(name, String(Number(value)));
    else if (value !== null && value !== undefined) values.set(name, JSON.stringify(value));
  }
  return new PlainParameters(values);
}

function cutApart(text: string, into: Map<string, string>): void {
  let start = 0;
  const { length } = text;
  while (start < length) {
    let end = text.indexOf('&', start);
    if (end < 0) end = length;
    if (end > start) {
      const equals = text.indexOf('=', start);
      const named = equals >= 0 && equals < end;
      const name = text.slice(start, named ? equals : end);
      into.set(name.includes('%') ? decode(name, null) : name, named ? text.slice(equals + 1, end) : '');
    }
    start = end + 1;
  }
}

/** Percent decoding that never throws: what is not valid stays as it is or becomes the replacement character. */
function decode(raw: string, charset: TextDecoder | null): string {
  const spaced = raw.includes('+') ? raw.replaceAll('+', ' ') : raw;
  if (!spaced.includes('%')) return spaced;
  if (charset !== null) return charset.decode(percentBytes(spaced));
  try {
    return decodeURIComponent(spaced);
  } catch {
    return unescape(spaced);
  }
}

function percentBytes(text: string): Buffer {
  const binary = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(binary, 'latin1');
}

class PlainParameters implements Parameters {
  protected readonly values: Map<string, string>;

  constructor(values: Map<string, string>) {
    this.values = values;
  }

  text(name: string): string {
    return (this.values.get(name) ?? '').trim();
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === '') return undefined;
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }

  get size(): number {
    return this.values.size;
  }
}

class EncodedParameters extends PlainParameters {
  /** Decoder of the page's character set (`cs`); null for UTF-8, undefined before it was looked for. */
  private charset: TextDecoder | null | undefined;

  override text(name: string): string {
    const raw = this.values.get(name);
    if (raw === undefined || raw === '') return '';
    if (this.charset === undefined) this.charset = decoderOf(this.values.get('cs'));
    return decode(raw, this.charset).trim();
  }
}

function decoderOf(charset: string | undefined): TextDecoder | null {
  if (charset === undefined || charset === '' || /^utf-?8$/i.test(charset)) return null;
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}
