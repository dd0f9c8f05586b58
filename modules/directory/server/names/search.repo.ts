import { type RawBuilder, sql } from 'kysely';
import { fold } from './fold.ts';

/** Trigrams need three letters; what is shorter is looked for where a word begins, of which the index knows. */
const SHORT = 2;

/**
 * Conditions that all words stand in the folded text of a table alias, in any order: `sở y tế` finds `Sở Y tế tỉnh`. The
 * space before the text is in the index, too: without it no index knows where the first word begins.
 */
export function wordsIn(alias: string, query: string): RawBuilder<boolean>[] {
  const words = [...new Set(fold(query).split(' ').filter(Boolean))];
  return words.map((word) => {
    const letters = word.replace(/[\\%_]/g, '\\$&');
    const pattern = word.length > SHORT ? `%${letters}%` : `% ${letters}%`;
    return sql<boolean>`(' ' || ${sql.ref(`${alias}.search`)}) like ${pattern}`;
  });
}
