import { expect, test } from 'vitest';
import { SessionState } from '../../contract.ts';
import { isStep, STEPS, type Step } from './states.ts';

const steps = Object.keys(STEPS) as Step[];

test('a session goes from draft over invited and open to closed, or is called off before it opens', () => {
  const allowed = SessionState.options.map((state) => [state, steps.filter((step) => isStep(state, step))]);
  expect(Object.fromEntries(allowed)).toEqual({
    draft: ['invite', 'cancel'],
    invited: ['invite', 'open', 'cancel'],
    open: ['pause', 'close'],
    paused: ['resume', 'close'],
    closed: [],
    cancelled: [],
  });
});
