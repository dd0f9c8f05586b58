import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGate } from './use-throttled.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('acts at once, then at most once in the time, and never loses the last asking', () => {
  const act = vi.fn<() => void>();
  const gate = createGate(1_000);
  gate.open(act);
  gate.ask();
  expect(act).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 50; i++) gate.ask();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(2);
});

test('a screen that was left hears nothing more', () => {
  const act = vi.fn<() => void>();
  const gate = createGate(1_000);
  const close = gate.open(act);
  gate.ask();
  gate.ask();
  close();
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(1);
});
