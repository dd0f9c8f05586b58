/**
 * How much of a session's picture a line bears. A bad line gives up the pictures, then sound too; agenda, documents and
 * votes need neither. It comes back by itself, each time a little slower where the line keeps failing.
 */
export type Rung = 'full' | 'audio' | 'none';

/** What a line is like at a moment. */
export type Sample = 'good' | 'poor' | 'lost';

export interface Ladder {
  rung: Rung;
  /** Since when the line has been too bad for this rung; null: it is not. */
  badSince: number | null;
  /** Since when it has been good enough for the next one up; null: it is not. */
  goodSince: number | null;
  /** How long it must be good before the next try, milliseconds. */
  patience: number;
  /** When it last came up. */
  cameUpAt: number | null;
}

export const DOWN_AFTER_MS = 6_000;
export const FIRST_PATIENCE_MS = 10_000;
export const LONGEST_PATIENCE_MS = 120_000;
/** One that falls again so soon came up too early. */
const TOO_EARLY_MS = 60_000;

export const startLadder = (): Ladder => ({
  rung: 'full',
  badSince: null,
  goodSince: null,
  patience: FIRST_PATIENCE_MS,
  cameUpAt: null,
});

/** The next state. Pure; time in milliseconds. On the lowest rung `good` says that a try to connect has worked. */
export function step(ladder: Ladder, sample: Sample, now: number): Ladder {
  const bad = ladder.rung === 'full' ? sample !== 'good' : ladder.rung === 'audio' && sample === 'lost';
  const badSince = bad ? (ladder.badSince ?? now) : null;
  if (badSince !== null && now - badSince >= DOWN_AFTER_MS) return down(ladder, now);
  const goodSince = sample === 'good' && ladder.rung !== 'full' ? (ladder.goodSince ?? now) : null;
  const waited = ladder.rung === 'none' ? 0 : ladder.patience;
  if (goodSince !== null && now - goodSince >= waited) {
    const rung = ladder.rung === 'none' ? 'audio' : 'full';
    return { ...ladder, rung, badSince: null, goodSince: null, cameUpAt: now };
  }
  return { ...ladder, badSince, goodSince };
}

function down(ladder: Ladder, now: number): Ladder {
  const early = ladder.cameUpAt !== null && now - ladder.cameUpAt < TOO_EARLY_MS;
  return {
    rung: ladder.rung === 'full' ? 'audio' : 'none',
    badSince: null,
    goodSince: null,
    patience: early ? Math.min(ladder.patience * 2, LONGEST_PATIENCE_MS) : FIRST_PATIENCE_MS,
    cameUpAt: null,
  };
}
