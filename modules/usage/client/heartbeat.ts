import { quietly } from './quietly.ts';

const LEAST_SECONDS = 5;
const USUAL_SECONDS = 15;

/**
 * Says that the page was read: when it loses the visitor's eye after so many seconds of it, and nothing was sent in that
 * time. Without it the last page of a visit would have no length.
 */
export function startHeartbeat(seconds: unknown, lastHitAt: () => number, ping: () => void): void {
  const needed = Math.max(Number(seconds) || USUAL_SECONDS, LEAST_SECONDS) * 1_000;
  let seenSince = document.hasFocus() ? Date.now() : 0;
  const see = () => {
    seenSince = seenSince || Date.now();
  };
  const leave = quietly(() => {
    const now = Date.now();
    const seen = seenSince;
    seenSince = 0;
    if (seen && now - seen >= needed && now - lastHitAt() >= needed) ping();
  });
  addEventListener('focus', see);
  addEventListener('blur', leave);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : see()));
}
