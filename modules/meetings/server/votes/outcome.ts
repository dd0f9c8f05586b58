import type { Answer, Threshold, Visibility, VoteOutcome } from '../../contract.ts';
import { figuresOf, type Tally } from './count.ts';
import { baseOf, type Electorate, isMoreThanHalf, reaches } from './majority.ts';

/**
 * What becomes of one option. Equal yes and no under "more than half" is a tie where the body has a casting side, and
 * lost where it has none; the casting side itself is a second step, taken by people (`sideOfChair`).
 */
export function outcomeOf(
  tally: Tally,
  option: string,
  threshold: Threshold,
  electorate: Electorate,
  castingSide: boolean,
): VoteOutcome {
  if (threshold.kind === 'none') return 'counted';
  const figures = figuresOf(tally, option);
  const { yes, no } = figures;
  if (yes === null) return 'unknown';
  if (threshold.kind === 'relative') return isAhead(tally, option, yes);
  const base = baseOf(threshold.base, figures, tally, electorate);
  if (base === null) return 'unknown';
  if (reaches(threshold, yes, base)) return 'passed';
  return isMoreThanHalf(threshold) && castingSide && yes > 0n && yes === no ? 'tie' : 'failed';
}

/** More than every other option, each of which is known. */
function isAhead(tally: Tally, option: string, yes: bigint): VoteOutcome {
  let ahead = yes > 0n;
  for (const other of Object.keys(tally.options)) {
    if (other === option) continue;
    const theirs = figuresOf(tally, other).yes;
    if (theirs === null) return 'unknown';
    ahead &&= yes > theirs;
  }
  return ahead ? 'passed' : 'failed';
}

/** May a tie of such a vote have a casting side at all? A secret one never: nobody knows how the chair voted. */
export const hasCastingSide = (visibility: Visibility, bodyHasOne: boolean) =>
  bodyHasOne && (visibility === 'named' || visibility === 'open');

/**
 * What is proposed to the secretary after a tie: the side on which the chair voted openly. A chair who abstained or did
 * not vote has no side, and the question is lost.
 */
export function sideOfChair(answer: Answer | null): 'passed' | 'failed' {
  return answer === 'yes' ? 'passed' : 'failed';
}
