const MARKS = /\p{Mark}/gu;

/** Lower case without accents, as the server compares names. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Are all words in the text, in any order, with accents or without? */
export function matches(text: string, words: string): boolean {
  const folded = plain(text);
  return plain(words)
    .split(' ')
    .every((word) => folded.includes(word));
}
