import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openShutdown } from './shutdown.ts';

const silent = () => pino({ level: 'silent' });
const never = () => {
  throw new Error('must not be cut off');
};

test('parts end backwards, one after the other, whatever one of them throws', async () => {
  const ended: string[] = [];
  const shutdown = openShutdown(silent, never);
  shutdown.defer('database', () => void ended.push('database'));
  shutdown.defer('broken', () => {
    throw new Error('broken');
  });
  shutdown.defer('server', async () => {
    await new Promise(setImmediate);
    ended.push('server');
  });
  const [first, second] = await Promise.all([shutdown.run(), shutdown.run()]);
  expect(ended).toEqual(['server', 'database']);
  expect([first, second]).toEqual([false, false]);
});

test('what is opened while the end runs is ended too', async () => {
  const ended: string[] = [];
  const shutdown = openShutdown(silent, never);
  shutdown.defer('server', () => shutdown.defer('late', () => void ended.push('late')));
  expect(await shutdown.run()).toBe(true);
  expect(ended).toEqual(['late']);
});

test('asking aborts the start with the reason, once', () => {
  const shutdown = openShutdown(silent, never);
  shutdown.ask('first');
  shutdown.ask('second');
  expect(shutdown.signal.aborted).toBe(true);
  expect(String(shutdown.signal.reason)).toContain('first');
});
