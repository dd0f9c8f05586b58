import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseDomain, parseDomains, requireZone } from './domains.ts';

test.each([
  ['KhanhHoa.gov.vn', 'khanhhoa.gov.vn'],
  [' www.khanhhoa.gov.vn. ', 'khanhhoa.gov.vn'],
  ['*.khanhhoa.gov.vn', '*.khanhhoa.gov.vn'],
  ['cổng.example', 'xn--cng-qmz.example'],
  ['localhost', 'localhost'],
  ['localhost:5173', 'localhost:5173'],
  ['10.0.0.7', '10.0.0.7'],
])('%s is kept as %s', (given, kept) => {
  expect(normaliseDomain(given)).toBe(kept);
});

test.each([
  'https://khanhhoa.gov.vn',
  'khanhhoa.gov.vn/vi',
  'khanhhoa.gov.vn:8080',
  'a@khanhhoa.gov.vn',
  'khanhhoa',
  'khanhhoa..vn',
  '-a.example',
  'a-.example',
  '*.*.example',
  '*.10.0.0.7',
  '*.',
  '300.1.1.1',
  '1.2.3',
  '0x7f.0.0.1',
  '2130706433',
  'localhost:123456',
  'a b.example',
  '',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
])('%s is no host name', (given) => {
  expect(normaliseDomain(given)).toBeNull();
});

test('what is kept is kept as it is when given again, and is safe in an address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string(), fc.webUrl()), (given) => {
      const kept = normaliseDomain(given);
      if (kept === null) return;
      expect(normaliseDomain(kept)).toBe(kept);
      expect(new URL(`http://${kept.replace('*.', '')}/`).host).toBe(kept.replace('*.', ''));
    }),
  );
});

test('each bad name is told with its place; each good one is kept once', () => {
  expect(parseDomains(['a.example', 'WWW.A.example', 'b.example'])).toEqual(['a.example', 'b.example']);
  expect(() => parseDomains(['a.example', 'x', 'b.example', 'y/'])).toThrow(
    expect.objectContaining({
      code: 'usage.domain_invalid',
      fields: [
        expect.objectContaining({ path: 'body.domains.1' }),
        expect.objectContaining({ path: 'body.domains.3' }),
      ],
    }),
  );
});

test('time zones are those that the calendar knows', () => {
  expect(() => requireZone('Asia/Ho_Chi_Minh')).not.toThrow();
  for (const zone of ['Hà Nội', '', 'Asia/Nowhere']) expect(() => requireZone(zone)).toThrow('usage.zone_unknown');
});
