import { expect, test } from 'vitest';
import { testPlatform } from '../../testing/test-platform.ts';
import { beginTry, type Trier } from './tries.ts';

const START = new Date('2026-11-25T02:00:00Z');
const PERSON: Trier = { act: 'password', address: '203.113.0.7', account: 'lan@x.example', device: null };

async function tries() {
  let now = START;
  const { platform } = await testPlatform({ now: () => now });
  return {
    begin: (more: Partial<Trier> = {}) => beginTry(platform, { ...PERSON, ...more }),
    at: (minutes: number) => {
      now = new Date(START.getTime() + minutes * 60_000);
    },
  };
}

test('after eight failures this network waits for this account, and for nothing else', async () => {
  const { begin, at } = await tries();
  for (let i = 0; i < 8; i++) await begin();
  at(5);
  await expect(begin()).rejects.toMatchObject({
    code: 'platform.too_many_requests',
    detail: 'Try again in 600 seconds.',
  });
  await begin({ address: '203.113.0.8' });
  await begin({ account: 'minh@x.example' });
  await begin({ act: 'code' });
  await begin({ device: 'known' });
  at(15);
  await begin();
});

test('tries that come at once are counted one by one', async () => {
  const { begin } = await tries();
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => begin()));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
});

test('a network that tries many accounts waits; a good sign-in takes only its own try back', async () => {
  const { begin } = await tries();
  for (let i = 0; i < 59; i++) await begin({ account: `person${i}@x.example` });
  await (await begin({ account: 'good@x.example' })).succeeded();
  await begin({ account: 'one-more@x.example' });
  await expect(begin({ account: 'too-many@x.example' })).rejects.toThrow('Try again in 900 seconds.');
});

test('a good sign-in forgets the failures before', async () => {
  const { begin } = await tries();
  for (let i = 0; i < 7; i++) await begin();
  await (await begin()).succeeded();
  for (let i = 0; i < 8; i++) await begin();
  await expect(begin()).rejects.toThrow('Try again');
});

test('a crowd of networks makes other devices wait for the account, never one that is known', async () => {
  const { begin } = await tries();
  for (let i = 0; i < 120; i++) await begin({ address: `192.0.2.${i}` });
  await expect(begin({ address: '203.113.0.9' })).rejects.toThrow('Try again');
  for (let i = 0; i < 8; i++) await begin({ device: 'known' });
  await expect(begin({ device: 'known' })).rejects.toThrow('Try again');
  await begin({ device: 'another' });
});
