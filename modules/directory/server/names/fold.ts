const MARKS = /\p{Mark}/gu;

/**
 * The form in which names are compared: lower case, without accents, đ as d, single spaces. Made in the program and
 * stored, so that every PostgreSQL finds alike, with `unaccent` or without.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `LIKE` patterns for a search, one a word: all must be found, in any order. Wildcards typed by people are letters. */
export function searchPatterns(query: string): string[] {
  const words = fold(query).split(' ').filter(Boolean);
  return [...new Set(words)].map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
