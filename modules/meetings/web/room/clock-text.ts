import type { Clock } from '../../contract.ts';

/** What a clock says at an instant: what is left, or what was used where no time is set. Seconds. */
export function readClock(clock: Clock, now: number): { seconds: number; counts: 'down' | 'up' } {
  if (!clock.running) {
    if (clock.left !== null) return { seconds: up(clock.left), counts: 'down' };
    return { seconds: Math.floor(clock.used / 1_000), counts: 'up' };
  }
  if (clock.expiresAt !== null) return { seconds: up(Date.parse(clock.expiresAt) - now), counts: 'down' };
  return { seconds: Math.max(0, Math.floor((now - Date.parse(clock.since)) / 1_000)), counts: 'up' };
}

/** Two minutes are shown as 2:00 until a whole second is gone; below zero it says how long it is over. */
const up = (ms: number): number => Math.ceil(ms / 1_000);

/** 125 → `2:05`, −61 → `−1:01`. */
export function clockText(seconds: number): string {
  const whole = Math.abs(seconds);
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  return seconds < 0 ? `−${text}` : text;
}
