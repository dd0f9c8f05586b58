import type { SessionState } from '../../contract.ts';

/** Steps of a session's life: from which states, and to which. */
export const STEPS = {
  invite: { from: ['draft', 'invited'], to: 'invited' },
  open: { from: ['invited'], to: 'open' },
  pause: { from: ['open'], to: 'paused' },
  resume: { from: ['paused'], to: 'open' },
  close: { from: ['open', 'paused'], to: 'closed' },
  cancel: { from: ['draft', 'invited'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>;

export type Step = keyof typeof STEPS;

export function isStep(state: SessionState, step: Step): boolean {
  return (STEPS[step].from as readonly SessionState[]).includes(state);
}

/** Title, time, places and who is on the list stand once it has opened. */
export function isBeforeOpening(state: SessionState): boolean {
  return state === 'draft' || state === 'invited';
}
