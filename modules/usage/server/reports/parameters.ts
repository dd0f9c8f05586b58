import { z } from 'zod';

/** What every question to the hits is asked with: site codes that the caller may see, first and last day. */
export const span = z.object({ sites: z.array(z.number()), from: z.string(), to: z.string() });
export type Span = z.infer<typeof span>;

/** A page of a table: words to be found without accents, and the rows wanted. */
export const slice = span.extend({ q: z.string(), limit: z.number(), offset: z.number() });
export type Slice = z.infer<typeof slice>;

/** The store writes 64-bit numbers as texts. Counts stay far below 2^53. */
export const count = z.coerce.number();

/** SQL: a text as searches compare it, without accents and case; the same form as `fold` gives to `q`. */
export function folded(expression: string): string {
  return `lowerUTF8(replaceRegexpAll(replaceRegexpAll(normalizeUTF8NFD(${expression}), '\\\\p{M}+', ''), '[đĐ]', 'd'))`;
}

/** SQL: does every row that is shown contain the words of `q`? An empty `q` shows all. */
export function matches(expression: string): string {
  return `(empty({q:String}) or arrayAll(word -> position(${folded(expression)}, word) > 0, splitByChar(' ', {q:String})))`;
}
