import type { ReorganisationState } from '../../contract.ts';

export const STATES: readonly ReorganisationState[] = ['draft', 'ready', 'scheduled', 'applied', 'reverted'];

export const TONES = {
  draft: 'quiet',
  ready: 'soon',
  scheduled: 'soon',
  applied: 'done',
  reverted: 'quiet',
} as const satisfies Record<ReorganisationState, string>;
