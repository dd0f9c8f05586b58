import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findKnown, openLineHash } from './known-content.ts';
import { showable } from './tally.ts';
import { usageOf } from './what-counts.ts';

test.each([
  ['GET', 200, '/', 'page'],
  ['GET', 304, '/tin-tuc/bai-viet.html?a=b.png', 'page'],
  ['GET', 200, '/van-ban/nghi-quyet.PDF?download=1', 'download'],
  ['GET', 206, '/van-ban/nghi-quyet.pdf', 'answer'],
  ['GET', 200, '/anh/banner.jpg', 'static'],
  ['GET', 404, '/anh/banner.jpg', 'error'],
  ['GET', 301, '/cu', 'redirect'],
  ['GET', 503, '/', 'error'],
  ['POST', 200, '/nop-ho-so', 'method'],
  ['HEAD', 200, '/', 'method'],
  ['GET', 200, '/matomo.php?idsite=1', 'tracker'],
  ['GET', 204, '/api/trang-thai', 'answer'],
])('%s %i %s is %s', (method, status, target, use) => {
  expect(usageOf({ method, status, target })).toBe(use);
});

test('a line is shown without addresses, cut, with its times', () => {
  expect(showable('203.113.131.7 - - [24/Nov/2026:10:00:00 +0700] x')).toBe('… - - [24/Nov/2026:10:00:00 +0700] x');
  expect(showable('2001:db8:0:1::7 - 10:00:00 ::1')).toBe('… - 10:00:00 …');
  expect(showable('a'.repeat(500))).toHaveLength(200);
});

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest();

describe('a log that comes again', () => {
  test('is known by its longest beginning, whatever its chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.array(fc.nat(220), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        async (bytes, lengths, sizes) => {
          const content = Buffer.from(bytes);
          const other = Buffer.concat([Buffer.from([content[0] === 0 ? 1 : 0]), content.subarray(1), Buffer.alloc(50)]);
          const known = lengths.map((length, n) => {
            const from = n % 3 === 2 ? other : Buffer.concat([content, Buffer.alloc(50)]);
            return { bytes: length, sha256: sha256(from.subarray(0, length)) };
          });
          const found = await findKnown(chunksOf(content, sizes), known);
          const same = known.filter(
            (one) => one.bytes <= content.length && sha256(content.subarray(0, one.bytes)).equals(one.sha256),
          );
          expect(found?.bytes ?? 0).toBe(Math.max(0, ...same.map((one) => one.bytes)));
        },
      ),
    );
  });

  test('the hash at the end of a line is that of the beginning, whatever lies behind it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(10, 65, 66), { maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 4 }),
        async (bytes, sizes, every) => {
          const content = Buffer.from(bytes);
          const hash = openLineHash();
          let place = 0;
          let line = 0;
          let base = 0;
          for await (const chunk of hash.watch(chunksOf(content, sizes), () => place)) {
            for (const [at, byte] of chunk.entries()) {
              if (byte !== 10) continue;
              place = base + at + 1;
              if (++line % every === 0) expect(hash.at(place)).toEqual(sha256(content.subarray(0, place)));
            }
            base += chunk.length;
          }
          expect(hash.at(place)).toEqual(sha256(content.subarray(0, place)));
        },
      ),
    );
  });
});

async function* chunksOf(content: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, n = 0; at < content.length; n++) {
    const size = sizes[n % sizes.length] as number;
    yield content.subarray(at, at + size);
    at += size;
  }
}
