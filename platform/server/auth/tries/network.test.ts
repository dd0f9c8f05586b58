import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test.each([
  ['203.113.0.7', '203.113.0.7'],
  ['::ffff:203.113.0.7', '203.113.0.7'],
  ['2001:ee0:4b6a:1::7', '2001:ee0:4b6a:1'],
  ['2001:0ee0:4b6a:0001:a:b:c:d', '2001:ee0:4b6a:1'],
  ['2001:ee0::1', '2001:ee0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
