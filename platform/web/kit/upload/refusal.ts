/** Why a file is not sent: a key below `upload` of the platform's texts, with its values. */
export type Refusal =
  | { key: 'empty'; values: { name: string } }
  | { key: 'tooLarge'; values: { name: string; bytes: number; most: number } }
  | { key: 'wrongType'; values: { name: string; types: string } };

/** Looks at a file before it is sent. `accept`: endings such as `.csv`; the server looks at the content itself. */
export function refusalOf(
  { name, size }: Pick<File, 'name' | 'size'>,
  accept: readonly string[],
  maxBytes: number,
): Refusal | null {
  const ends = accept.length === 0 || accept.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  if (!ends) return { key: 'wrongType', values: { name, types: accept.join(', ') } };
  if (size === 0) return { key: 'empty', values: { name } };
  return size > maxBytes ? { key: 'tooLarge', values: { name, bytes: size, most: maxBytes } } : null;
}

const STEP = 1_000;
const UNITS = ['B', 'kB', 'MB', 'GB'];

/** 1_250_000 → `1,3 MB`; `number` writes a number in the reader's language. */
export function bytesText(bytes: number, number: (value: number, digits?: number) => string): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / STEP ** power;
  return `${number(value, power === 0 || value >= 100 ? 0 : 1)}\u00a0${UNITS[power]}`;
}
