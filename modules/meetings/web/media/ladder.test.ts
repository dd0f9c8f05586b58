import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DOWN_AFTER_MS,
  FIRST_PATIENCE_MS,
  type Ladder,
  LONGEST_PATIENCE_MS,
  type Sample,
  startLadder,
  step,
} from './ladder.ts';

/** A sample each second. */
function run(samples: Sample[], from: Ladder = startLadder(), at = 0): { ladder: Ladder; rungs: string[] } {
  let ladder = from;
  const rungs = samples.map((sample, index) => {
    ladder = step(ladder, sample, at + index * 1_000);
    return ladder.rung;
  });
  return { ladder, rungs };
}

const seconds = (count: number, sample: Sample): Sample[] => Array.from({ length: count }, () => sample);
const DOWN = DOWN_AFTER_MS / 1_000;
const UP = FIRST_PATIENCE_MS / 1_000;

test('a moment of a bad line changes nothing', () => {
  expect(run([...seconds(DOWN, 'poor'), 'good', ...seconds(DOWN, 'poor'), 'good']).ladder.rung).toBe('full');
});

test('a poor line gives up the pictures and keeps the sound; a lost one gives up both', () => {
  expect(run(seconds(60, 'poor')).ladder.rung).toBe('audio');
  const { rungs } = run(seconds(2 * DOWN + 2, 'lost'));
  expect(rungs.at(DOWN)).toBe('audio');
  expect(rungs.at(-1)).toBe('none');
});

test('it comes back by itself, sound first', () => {
  const lost = run(seconds(30, 'lost')).ladder;
  const { rungs } = run(seconds(UP + 2, 'good'), lost, 30_000);
  expect(rungs[0]).toBe('audio');
  expect(rungs.at(-1)).toBe('full');
});

test('a line that keeps failing is tried less and less often', () => {
  let ladder = startLadder();
  let at = 0;
  const patience: number[] = [];
  for (let round = 0; round < 8; round++) {
    const samples = [...seconds(DOWN + 1, 'poor'), ...seconds(LONGEST_PATIENCE_MS / 1_000 + 1, 'good')];
    for (const sample of samples) {
      ladder = step(ladder, sample, at);
      at += 1_000;
      if (ladder.rung === 'full') break;
    }
    while (ladder.rung !== 'full') {
      ladder = step(ladder, 'good', at);
      at += 1_000;
    }
    while (ladder.rung === 'full') {
      ladder = step(ladder, 'poor', at);
      at += 1_000;
    }
    patience.push(ladder.patience);
  }
  expect(patience).toEqual([...patience].sort((a, b) => a - b));
  expect(patience.at(-1)).toBe(LONGEST_PATIENCE_MS);
});

test('it moves one rung at a time, and only a good line goes up', () => {
  const order = ['none', 'audio', 'full'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Sample>('good', 'poor', 'lost'), { maxLength: 200 }), (samples) => {
      let ladder = startLadder();
      for (const [index, sample] of samples.entries()) {
        const next = step(ladder, sample, index * 1_000);
        const moved = order.indexOf(next.rung) - order.indexOf(ladder.rung);
        expect(Math.abs(moved)).toBeLessThanOrEqual(1);
        if (moved > 0) expect(sample).toBe('good');
        ladder = next;
      }
    }),
  );
});
