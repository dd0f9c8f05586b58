import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, codeAt, stepOf, totpUri } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('RFC 6238, appendix B: at %d seconds the code ends in %s', (seconds, code) => {
  expect(codeAt(SECRET, Math.floor(seconds / 30))).toBe(code);
});

test('a code is good around its time, and once', () => {
  const step = 58_000_000;
  const at = (steps: number) => new Date((step + steps) * 30_000 + 7_000);
  const code = codeAt(SECRET, step);
  expect([-2, -1, 0, 1, 2].map((steps) => stepOf(SECRET, code, at(steps), 0))).toEqual([null, step, step, step, null]);
  expect(stepOf(SECRET, code, at(0), step)).toBeNull();
  for (const wrong of ['', '12345', `${code}0`, ` ${code}`, 'abcdef'])
    expect(stepOf(SECRET, wrong, at(0), 0)).toBeNull();
});

test('base32 as RFC 4648, section 10', () => {
  const plain = (text: string) => base32(Buffer.from(text));
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(plain)).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => /^[A-Z2-7]*$/.test(base32(Buffer.from(bytes)))));
});

test('the address names issuer and account', () => {
  expect(totpUri(SECRET, 'Nhịp Cầu', 'lan@x.example')).toBe(
    'otpauth://totp/Nh%E1%BB%8Bp%20C%E1%BA%A7u:lan%40x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Nh%E1%BB%8Bp%20C%E1%BA%A7u',
  );
});
