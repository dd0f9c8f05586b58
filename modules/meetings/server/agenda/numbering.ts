import { childrenOf } from './tree.ts';
import { isCommon, type SeenItem, shades } from './visibility.ts';

export type Numerals = 'arabic' | 'roman';

/**
 * Numbers of the whole agenda: roots in the numerals of the session, children `parent.n`, an optional prefix before all.
 * Only what all see is numbered; the others have an empty number, and leave no gap.
 */
export function numberItems(
  items: readonly SeenItem[],
  { prefix, numerals }: { prefix: string; numerals: Numerals },
): Map<string, string> {
  const seen = shades(items);
  const children = childrenOf(items);
  const numbers = new Map<string, string>(items.map(({ id }) => [id, '']));
  const number = (parentId: string | null, above: string): void => {
    const common = (children.get(parentId) ?? []).filter(({ id }) => isCommon(seen.get(id)));
    common.forEach(({ id }, index) => {
      const own = above === '' && numerals === 'roman' ? roman(index + 1) : String(index + 1);
      const full = above === '' ? own : `${above}.${own}`;
      numbers.set(id, prefix === '' ? full : `${prefix} ${full}`);
      number(id, full);
    });
  };
  number(null, '');
  return numbers;
}

const ROMAN: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** A whole number above 0 in Roman numerals. */
export function roman(value: number): string {
  const next = ROMAN.find(([worth]) => worth <= value);
  return next ? next[1] + roman(value - next[0]) : '';
}
