import type * as crypto from 'better-auth/crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { testPlatform } from '../testing/test-platform.ts';
import { insertAccounts } from './accounts.repo.ts';
import { openAuth } from './open-auth.ts';

/** What was hashed and checked, so that the work of two sign-ins can be held side by side. */
const { work } = vi.hoisted(() => ({ work: [] as string[] }));
vi.mock('better-auth/crypto', async (original) => {
  const real = await original<typeof crypto>();
  return {
    ...real,
    hashPassword: (password: string) => {
      work.push('hash');
      return real.hashPassword(password);
    },
    verifyPassword: (given: { hash: string; password: string }) => {
      work.push(`verify ${given.hash.length} ${given.password}`);
      return real.verifyPassword(given);
    },
  };
});

const PASSWORD = 'cầu Trần Phú 2026';
afterEach(() => {
  work.length = 0;
});

test('an unknown address, one without a password and a wrong password cost the same: one check of one hash', async () => {
  const { platform } = await testPlatform();
  const auth = openAuth(platform);
  await auth.createAccount('lan@khanhhoa.example', 'Lan', PASSWORD);
  const outside = { email: 'sso@khanhhoa.example', name: 'Minh', passwordHash: null };
  await platform.db.transaction().execute((trx) => insertAccounts(trx as never, [outside]));
  // The first try of all makes the hash of nobody, whoever it is for.
  await auth.checkPassword('lan@khanhhoa.example', PASSWORD);
  const costs: string[][] = [];
  for (const email of ['lan@khanhhoa.example', 'sso@khanhhoa.example', 'nobody@khanhhoa.example', 'no address']) {
    work.length = 0;
    expect(await auth.checkPassword(email, 'sai mật khẩu!')).toBeNull();
    costs.push([...work]);
  }
  expect(costs[0]).toEqual([expect.stringMatching(/^verify \d{3} sai mật khẩu!$/)]);
  expect(costs).toEqual(costs.map(() => costs[0]));
});
