import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BODY_BYTES, type BodyProblem, readBody } from './body.ts';
import { clientAddressFinder } from './client-address.ts';
import { openRateCap } from './rate-cap.ts';

test('an address may send so many hits in ten seconds and no more; another is not held up by it', () => {
  const cap = openRateCap(2);
  const allowed = Array.from({ length: 30 }, () => cap.allows('203.0.113.1', 1, 1_000)).filter(Boolean);
  expect(allowed).toHaveLength(20);
  expect(cap.allows('203.0.113.2', 20, 1_000)).toBe(true);
  expect(cap.allows('203.0.113.2', 1, 1_000)).toBe(false);
  expect(cap.allows('203.0.113.1', 1, 10_999)).toBe(false);
  expect(cap.allows('203.0.113.1', 1, 11_000)).toBe(true);
});

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
  }) as never;

test('without trusted proxies nobody is believed about where they come from', () => {
  const find = clientAddressFinder([]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(find(from('::ffff:203.0.113.9', text))).toBe('203.0.113.9');
    }),
  );
});

test('a trusted proxy is believed about its neighbour, and nobody about anything left of a stranger', () => {
  const find = clientAddressFinder(['10.0.0.0/8', 'loopback']);
  expect(find(from('10.0.0.1', '203.0.113.9'))).toBe('203.0.113.9');
  expect(find(from('10.0.0.1', '1.2.3.4, 203.0.113.9'))).toBe('203.0.113.9');
  expect(find(from('10.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.7'))).toBe('203.0.113.9');
  expect(find(from('198.51.100.7', '203.0.113.9'))).toBe('198.51.100.7');
  expect(find(from('10.0.0.1', 'unknown'))).toBe('10.0.0.1');
  expect(find(from('::1', '2405:4800::7'))).toBe('2405:4800::7');
});

/** Sends raw bytes and answers what `readBody` made of them. */
async function sent(head: string, body: (write: (text: string) => void, end: () => void) => void, patienceMs: number) {
  const server = createServer();
  const told = new Promise<[number, BodyProblem | null]>((resolve) => {
    server.on('request', (request) =>
      readBody(request, (text, problem) => resolve([text.length, problem]), patienceMs),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST /matomo.php HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n`);
  body(
    (text) => void socket.write(text),
    () => socket.destroy(),
  );
  const outcome = await told;
  socket.destroy();
  server.closeAllConnections();
  server.close();
  return outcome;
}

const chunk = 'x'.repeat(64 * 1024);

test.each<[string, string, Parameters<typeof sent>[1], number, BodyProblem | null]>([
  ['whole', 'Content-Length: 5', (write) => write('abcde'), 5, null],
  ['announced too large', `Content-Length: ${BODY_BYTES + 1}`, () => {}, 0, 'too_large'],
  [
    'too large without saying so',
    'Transfer-Encoding: chunked',
    (write) => {
      for (let n = 0; n <= BODY_BYTES / chunk.length; n++) write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    },
    0,
    'too_large',
  ],
  ['that stops coming', 'Content-Length: 5', (write) => write('ab'), 0, 'too_slow'],
  [
    'that breaks off',
    'Content-Length: 5',
    (write, end) => {
      write('ab');
      setTimeout(end, 20);
    },
    0,
    'broken_off',
  ],
])('a body %s is taken for what it is', async (_what, head, body, length, problem) => {
  expect(await sent(head, body, 300)).toEqual([length, problem]);
});
