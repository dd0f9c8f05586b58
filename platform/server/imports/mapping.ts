import type { AnyImportKind, SourceLine } from './kind.ts';

const MARKS = /\p{Mark}/gu;

/** A head as it is compared: without accents, in lower case, words only. */
export function plainHead(head: string): string {
  return head
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Which column is which field, by its head. Each column is taken once; the field's first heads go before its last. */
export function guessMapping(fields: AnyImportKind['fields'], heads: readonly string[]): Record<string, number> {
  const plain = heads.map(plainHead);
  const taken = new Set<number>();
  const mapping: Record<string, number> = {};
  const longest = Math.max(...fields.map((field) => field.heads.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const { key, heads: known } of fields) {
      const at = key in mapping ? -1 : plain.findIndex((head, index) => head === known[rank] && !taken.has(index));
      if (at < 0) continue;
      mapping[key] = at;
      taken.add(at);
    }
  }
  return mapping;
}

/** A stored line as its kind sees it. */
export function sourceLine(
  { line, cells }: { line: number; cells: readonly string[] },
  mapping: Readonly<Record<string, number>>,
): SourceLine {
  const values: SourceLine['values'] = {};
  for (const [key, column] of Object.entries(mapping)) {
    const cell = cells[column];
    if (cell !== undefined && cell !== '') values[key] = cell;
  }
  return { line, values };
}
