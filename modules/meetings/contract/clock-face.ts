import type { Clock } from './speakers.ts';

/** What a clock shows at a moment of the server's time, in whole seconds. */
export interface ClockFace {
  used: number;
  /** Below zero the time is overdrawn; null where no time is set. */
  left: number | null;
}

export function clockFace(clock: Clock, now: number): ClockFace {
  const seconds = (ms: number): number => Math.round(ms / 1_000);
  if (!clock.running) return { used: seconds(clock.used), left: clock.left === null ? null : seconds(clock.left) };
  return {
    used: seconds(now - Date.parse(clock.since)),
    left: clock.expiresAt === null ? null : seconds(Date.parse(clock.expiresAt) - now),
  };
}
