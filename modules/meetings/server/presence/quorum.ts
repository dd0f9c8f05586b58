import type { Fraction } from '../../contract.ts';

/** ⌈q · M⌉: how many of so many members must be there. Two thirds of 27 are 18, of 52 are 35. */
export function neededFor({ numerator, denominator }: Fraction, members: number): number {
  return Math.ceil((numerator * members) / denominator);
}

/** `undecided`: it hangs on members whose line is lost; the secretary decides who of them is still there. */
export type Quorum = 'holds' | 'undecided' | 'missing';

/** Members only, once each, wherever they sit. */
export function quorumOf(share: Fraction, members: number, present: number, uncertain: number): Quorum {
  const needed = neededFor(share, members);
  if (members > 0 && present >= needed) return 'holds';
  return members > 0 && present + uncertain >= needed ? 'undecided' : 'missing';
}
