/*
 * Weights and counts are whole millionths: a delegate with weight 2.5 has 2 500 000. Sums and comparisons are exact,
 * whatever the weights; no rounding ever decides a vote.
 */
export const ONE = 1_000_000n;

const FORM = /^(?<whole>\d{1,12})(?:\.(?<part>\d{1,6}))?$/;

/** Reads `3`, `2.5`, `0.666667`. Undefined for anything else: signs, exponents, a seventh decimal. */
export function parseMillionths(text: string): bigint | undefined {
  const { whole, part = '' } = FORM.exec(text)?.groups ?? {};
  return whole === undefined ? undefined : BigInt(whole) * ONE + BigInt(part.padEnd(6, '0'));
}

/** Writes without needless zeros: `3`, `2.5`. */
export function formatMillionths(value: bigint): string {
  const part = (value % ONE).toString().padStart(6, '0').replace(/0+$/, '');
  return part === '' ? `${value / ONE}` : `${value / ONE}.${part}`;
}
