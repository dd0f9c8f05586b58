/** Cuts a text to so many bytes of UTF-8, never through a character. */
export function cut(text: string, bytes: number): string {
  // No unit of a JavaScript string takes more than three bytes.
  if (text.length * 3 <= bytes) return text;
  if (Buffer.byteLength(text) <= bytes) return text;
  const encoded = Buffer.from(text);
  let end = bytes;
  while (end > 0 && ((encoded[end] as number) & 0xc0) === 0x80) end--;
  return encoded.toString('utf8', 0, end);
}

/** Most texts that the protocol limits may take this many bytes. */
export const TEXT_BYTES = 1024;

/** Names of campaigns, engines and their keywords. */
export const NAME_BYTES = 255;

/** A whole number between two bounds; the fallback where it is none. */
export function wholeNumber(value: number | undefined, min: number, max: number, fallback: number): number {
  return value !== undefined && Number.isInteger(value) && value >= min && value <= max ? value : fallback;
}
