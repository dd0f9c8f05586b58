/** From when to when somebody was there. Open while `to` is null. */
export interface Interval {
  from: Date;
  to: Date | null;
  /** Since when the line of this member, or of the whole place, is lost; null while it stands or nobody knows of one. */
  lostAt: Date | null;
}

export type PresenceState = 'present' | 'uncertain' | 'absent';

/**
 * Is somebody there at this moment? A lost line makes nobody absent: after a grace time it makes them uncertain, and
 * then the secretary decides. Until then they may still vote, by another line or by telephone.
 */
export function presenceAt(intervals: readonly Interval[], at: Date, graceMs: number): PresenceState {
  const interval = intervals.find(({ from, to }) => from <= at && (to === null || at < to));
  if (interval === undefined) return 'absent';
  const { lostAt } = interval;
  return lostAt !== null && at.getTime() - lostAt.getTime() > graceMs ? 'uncertain' : 'present';
}
