import { expect, test } from 'vitest';
import { countAttempts } from './attempts.ts';

const START = new Date('2026-11-25T02:00:00Z');
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

test('eight failures close an account from that address, not from another', () => {
  const attempts = countAttempts();
  for (let i = 0; i < 8; i++) {
    expect(attempts.wait('1.2.3.4', 'lan@x.example', START)).toBe(0);
    attempts.failed('1.2.3.4', 'lan@x.example', START);
  }
  expect(attempts.wait('1.2.3.4', 'lan@x.example', later(5))).toBe(600);
  expect(attempts.wait('5.6.7.8', 'lan@x.example', later(5))).toBe(0);
  expect(attempts.wait('1.2.3.4', 'minh@x.example', later(5))).toBe(0);
  expect(attempts.wait('1.2.3.4', 'lan@x.example', later(15))).toBe(0);
});

test('an address that tries many accounts has to wait', () => {
  const attempts = countAttempts();
  for (let i = 0; i < 60; i++) attempts.failed('1.2.3.4', `person${i}@x.example`, START);
  expect(attempts.wait('1.2.3.4', 'someone@x.example', START)).toBe(900);
});

test('a good sign-in forgets the failures before', () => {
  const attempts = countAttempts();
  for (let i = 0; i < 7; i++) attempts.failed('1.2.3.4', 'lan@x.example', START);
  attempts.succeeded('1.2.3.4', 'lan@x.example');
  attempts.failed('1.2.3.4', 'lan@x.example', START);
  expect(attempts.wait('1.2.3.4', 'lan@x.example', START)).toBe(0);
});
