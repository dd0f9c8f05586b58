import type { Majority, VoteBase } from '../../contract.ts';
import type { Answers, Figure, Tally } from './count.ts';

/** Whom a base may count, in millionths: all entitled members, and those of them who were present at the start. */
export interface Electorate {
  members: Figure;
  present: Figure;
}

/** What yes is measured against; null where a figure is not known. */
export function baseOf(base: VoteBase, { yes, no }: Answers, tally: Tally, electorate: Electorate): Figure {
  switch (base) {
    case 'yes_no':
      return yes === null || no === null ? null : yes + no;
    case 'valid':
      return tally.valid;
    case 'cast':
      return tally.cast;
    case 'present':
      return electorate.present;
    case 'all_members':
      return electorate.members;
  }
}

/** The share of its base that a majority asks for; `strict`: more than it. */
export type Asked = Pick<Majority, 'fraction' | 'strict'>;

/** Is the share of the base reached? Of a base of nothing, nothing passes. */
export function reaches({ fraction, strict }: Asked, yes: bigint, base: bigint): boolean {
  if (base <= 0n) return false;
  const [have, need] = [BigInt(fraction.denominator) * yes, BigInt(fraction.numerator) * base];
  // Quá nửa is strict; ít nhất hai phần ba is not.
  return strict ? have > need : have >= need;
}

/** The least number of heads that passes a base of so many heads; null where the base is nothing. */
export function leastHeads({ fraction, strict }: Asked, heads: number): number | null {
  if (heads <= 0) return null;
  const need = fraction.numerator * heads;
  return strict ? Math.floor(need / fraction.denominator) + 1 : Math.ceil(need / fraction.denominator);
}

/** More than half, whichever way it is written. Only then can equal numbers be a tie. */
export const isMoreThanHalf = ({ fraction, strict }: Asked) =>
  strict && 2 * fraction.numerator === fraction.denominator;

/** `65.789`: three decimals, halves up; null where the base is nothing or not known. Only for show: nothing is decided by it. */
export function percent(value: Figure, base: Figure): string | null {
  if (value === null || base === null || base <= 0n) return null;
  const thousandths = (2n * 100_000n * value + base) / (2n * base);
  return `${thousandths / 1000n}.${(thousandths % 1000n).toString().padStart(3, '0')}`;
}
