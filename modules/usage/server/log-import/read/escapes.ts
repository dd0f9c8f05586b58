import { isUtf8 } from 'node:buffer';

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|(.))/g;
const CONTROL: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', v: '\v', f: '\f' };

/**
 * Takes back what servers do to quotes and to bytes beyond ASCII (`\"`, `\xE1\xBB\xA9`). The bytes are UTF-8; where they
 * are not, they are Latin-1.
 */
export function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  // Latin-1 carries bytes as they are; what stands beyond it in the text is brought into bytes of UTF-8 first.
  const bytes = Buffer.from(text).toString('latin1');
  const plain = bytes.replace(ESCAPE, (_, hex: string | undefined, one: string | undefined) =>
    hex === undefined ? (CONTROL[one as string] ?? (one as string)) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return textOf(Buffer.from(plain, 'latin1'));
}

/** Bytes of a log as text: UTF-8, else Latin-1. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\u{fffd}') && !isUtf8(bytes) ? bytes.toString('latin1') : text;
}

const BEYOND_ASCII = /[^\x21-\x7e]+/g;

/** An address as a browser would say it: what is no plain ASCII in percent signs. */
export function asAddress(text: string): string {
  return text.replace(BEYOND_ASCII, (some) => encodeURIComponent(some.toWellFormed()));
}
