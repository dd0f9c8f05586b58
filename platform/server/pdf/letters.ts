/** Stands for a letter that the font does not have, so that its absence is seen. */
const ABSENT = '\u25af';
/** Shown as nothing by every font: joiners, marks of direction, controls. A paper is better without them. */
const UNSEEN = /(?![\t\n])[\p{C}]/gu;

/**
 * The code points that a TrueType font has a glyph for.
 * @see OpenType, table cmap, formats 4 and 12
 */
export function lettersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap');
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const record = cmap + 4 + index * 8;
    // Windows, Unicode: the ones that all programs read.
    if (font.readUInt16BE(record) !== 3) continue;
    readSubtable(font, cmap + font.readUInt32BE(record + 4), found);
  }
  return found;
}

/** The same text with nothing in it that the font cannot show. */
export function onlyLetters(text: string, letters: ReadonlySet<number>): string {
  const absent = letters.has(ABSENT.codePointAt(0) ?? 0) ? ABSENT : '?';
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(UNSEEN, '')
    .replace(/[^\t\n\u0020-\u007e]/gu, (letter) => (letters.has(letter.codePointAt(0) ?? 0) ? letter : absent));
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

function readSubtable(font: Buffer, at: number, found: Set<number>): void {
  const format = font.readUInt16BE(at);
  if (format === 12) {
    for (let index = 0; index < font.readUInt32BE(at + 12); index += 1) {
      const group = at + 16 + index * 12;
      addRange(found, font.readUInt32BE(group), font.readUInt32BE(group + 4));
    }
  }
  if (format === 4) {
    const double = font.readUInt16BE(at + 6);
    for (let offset = 0; offset < double; offset += 2) {
      const end = font.readUInt16BE(at + 14 + offset);
      // The last segment is a mark of the end.
      if (end !== 0xffff) addRange(found, font.readUInt16BE(at + 16 + double + offset), end);
    }
  }
}

function addRange(found: Set<number>, from: number, to: number): void {
  for (let code = from; code <= to; code += 1) found.add(code);
}
