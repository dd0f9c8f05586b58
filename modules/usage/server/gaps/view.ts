import type { GapState, Interruption } from '../../contract.ts';
import { ownerIn, type ownersOf } from '../sites/owners.ts';
import type { GapRow } from './gaps.repo.ts';
import { judgeSite } from './judge-site.ts';
import type { Rhythm } from './rhythm.ts';

export function stateOf({ endedAt, filledAt }: Pick<GapRow, 'endedAt' | 'filledAt'>): GapState {
  if (filledAt !== null) return 'filled';
  return endedAt === null ? 'open' : 'ended';
}

/** An interruption as it is told; one that goes on is counted up to now. */
export function gapView(
  gap: GapRow,
  now: Date,
  owners: Awaited<ReturnType<typeof ownersOf>>,
  rhythm: Rhythm | undefined,
): Interruption {
  const end = gap.endedAt ?? now;
  const missed =
    gap.endedAt === null && gap.basis === 'rhythm'
      ? judgeSite(gap.timeZone, gap.startedAt, now, rhythm).missedHits
      : gap.missedHits;
  return {
    id: gap.id,
    site: { code: gap.code, name: gap.name },
    owner: ownerIn(owners, gap.ownerId),
    state: stateOf(gap),
    startedAt: gap.startedAt.toISOString(),
    endedAt: gap.endedAt?.toISOString() ?? null,
    seconds: Math.max(0, Math.round((end.getTime() - gap.startedAt.getTime()) / 1_000)),
    basis: gap.basis,
    missedHits: missed === null ? null : Math.round(missed),
    foundAt: gap.foundAt.toISOString(),
  };
}
