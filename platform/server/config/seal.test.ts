import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';

const secrets = { sessionSecret: 'a'.repeat(64) } as Secrets;

test('what was sealed is read back, and is different each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = seal(secrets, 'test', text);
      expect(unseal(secrets, 'test', sealed)).toBe(text);
      expect(sealed.equals(seal(secrets, 'test', text))).toBe(false);
    }),
  );
});

test('another purpose, other secrets and a changed byte open nothing', () => {
  const sealed = seal(secrets, 'test', 'cầu Trần Phú');
  expect(() => unseal(secrets, 'other', sealed)).toThrow('unable to authenticate');
  expect(() => unseal({ sessionSecret: 'b'.repeat(64) } as Secrets, 'test', sealed)).toThrow('unable to authenticate');
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(secrets, 'test', changed)).toThrow('unable to authenticate');
});
