import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './headers.ts';

const connections = (url?: string) =>
  contentSecurityPolicy({ LIVEKIT_URL: url })
    .split('; ')
    .find((part) => part.startsWith('connect-src'));

test.each([
  [undefined, "connect-src 'self'"],
  ['wss://live.khanhhoa.gov.vn', "connect-src 'self' wss://live.khanhhoa.gov.vn https://live.khanhhoa.gov.vn"],
  ['https://live.khanhhoa.gov.vn/x', "connect-src 'self' wss://live.khanhhoa.gov.vn https://live.khanhhoa.gov.vn"],
  ['ws://10.0.0.5:7880', "connect-src 'self' ws://10.0.0.5:7880 http://10.0.0.5:7880"],
])('with the media server at %s pages may talk to %s and nobody else', (url, allowed) => {
  expect(connections(url)).toBe(allowed);
});
