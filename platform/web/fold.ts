const MARKS = /\p{Mark}/gu;

/** The form in which words are compared: lower case, without accents, đ as d, single spaces. As the server keeps names. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Does the text hold all words, in any order, with accents or without? How well: 0 not, 2 where a word begins with each. */
export function fitOf(text: string, words: string): 0 | 1 | 2 {
  const given = ` ${fold(text)}`;
  const wanted = fold(words).split(' ').filter(Boolean);
  if (!wanted.every((word) => given.includes(word))) return 0;
  return wanted.every((word) => given.includes(` ${word}`)) ? 2 : 1;
}
