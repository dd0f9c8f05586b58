import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordFault, requireGoodPassword } from './check.ts';

const ABOUT = ['Nguyễn Thị Ánh', 'anh.nguyen@khanhhoa.example', 'Sở Khoa học và Công nghệ', 'Tỉnh Khánh Hòa'];

test.each([
  ['ngắn', 'too_short'],
  ['x'.repeat(129), 'too_long'],
  ['123456789012', 'known'],
  ['iloveyou1234', 'known'],
  ['matkhau123456', 'guessable'],
  ['aaaaaaaaaaaaaa', 'pattern'],
  ['NhipCau-2026', 'own_name'],
  ['KhanhHoa@2026', 'own_name'],
  ['nguyenthianh1990', 'own_name'],
  ['Nguyễn Thị Ánh', 'own_name'],
  ['khoahoccongnghe', 'own_name'],
  ['hanoivietnam1', 'guessable'],
  ['25-11-1990----', 'pattern'],
  ['abcdefghijklmn', 'pattern'],
])('%s is refused as %s', (password, fault) => {
  expect(passwordFault(password, ABOUT)).toBe(fault);
});

test.each(['một mật khẩu dài', 'cầu gỗ qua suối vắng', 'vZ8-kq2!LmTw', 'correct horse battery'])(
  '%s is good',
  (password) => {
    expect(passwordFault(password, ABOUT)).toBeNull();
  },
);

test('random passwords of 14 letters are good, and any text is judged quickly', () => {
  // Without bias: drawn as a password is drawn, each letter alike.
  const letter = fc.noBias(fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'.split('')));
  fc.assert(
    fc.property(fc.noBias(fc.array(letter, { minLength: 14, maxLength: 14 })), (letters) => {
      fc.pre(new Set(letters).size > 8);
      expect(passwordFault(letters.join(''), ABOUT)).toBeNull();
    }),
    { numRuns: 50 },
  );
  const begin = performance.now();
  passwordFault('abcDEF123!@#'.repeat(10), ABOUT);
  expect(performance.now() - begin).toBeLessThan(2_000);
});

test.each(['6wv4vaan86hxbt', 'th7i9an2hx4kqp'])('letters that figures part make no name together: %s', (password) => {
  expect(passwordFault(password, ABOUT)).toBeNull();
});

test('the refusal names the field, and what is wrong in a word that screens translate', () => {
  expect(() => requireGoodPassword('ngắn', [], 'body.password')).toThrow(
    expect.objectContaining({
      code: 'platform.input_invalid',
      fields: [expect.objectContaining({ path: 'body.password', code: 'password', values: { format: 'too_short' } })],
    }),
  );
});
