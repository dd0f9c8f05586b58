import { expect, test } from 'vitest';
import type { Secrets } from '../../config/secrets.ts';
import { deviceCookie, deviceOf } from './device.ts';

const secrets = { sessionSecret: 'a'.repeat(64) } as Secrets;
const sentBack = (setCookie: string) => setCookie.split(';')[0] ?? '';

test('a device is known for the accounts that signed in there, at most four, and for no other', () => {
  let cookie = '';
  for (const account of ['a@x', 'b@x', 'c@x', 'd@x', 'e@x']) {
    cookie = sentBack(deviceCookie(secrets, cookie, account, false));
  }
  expect(['b@x', 'c@x', 'd@x', 'E@x'].map((account) => deviceOf(secrets, cookie, account))).not.toContain(null);
  expect(deviceOf(secrets, cookie, 'a@x')).toBeNull();
  expect(deviceOf(secrets, cookie, 'z@x')).toBeNull();
  const again = sentBack(deviceCookie(secrets, cookie, 'c@x', false));
  expect(deviceOf(secrets, again, 'c@x')).toBe(deviceOf(secrets, cookie, 'c@x'));
});

test('a forged cookie and one of another node are worth nothing', () => {
  const cookie = sentBack(deviceCookie({ sessionSecret: 'b'.repeat(64) } as Secrets, '', 'a@x', false));
  expect(deviceOf(secrets, cookie, 'a@x')).toBeNull();
  expect(deviceOf(secrets, 'nhipcau.device=abc', 'a@x')).toBeNull();
  expect(deviceOf(secrets, 'nhipcau.device=abc.~..~', 'a@x')).toBeNull();
  expect(deviceOf(secrets, '', 'a@x')).toBeNull();
});
