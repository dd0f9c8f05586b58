import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHROME, combinedLine, commonLine } from '../testing.ts';
import { apacheParser } from './apache.ts';
import { ContentCut, ContentTooLarge, openContent, packingOf } from './content.ts';
import { detectFormat } from './detect.ts';
import { withoutEscapes } from './escapes.ts';
import { iisParser } from './iis.ts';
import { type Line, linesOf } from './lines.ts';
import type { LogLine } from './log-line.ts';

const AT = Date.parse('2026-11-24T03:00:00Z');

describe('lines of Apache and nginx', () => {
  test('combined and common, with and without a host', () => {
    const plain = {
      address: '203.113.131.7',
      at: AT,
      method: 'GET',
      target: '/',
      status: 200,
      host: '',
      referrer: '',
      userAgent: '',
    };
    expect(apacheParser('common').parse(commonLine())).toEqual(plain);
    expect(apacheParser('combined').parse(combinedLine())).toEqual({ ...plain, userAgent: CHROME });
    expect(apacheParser('vhost_combined').parse(`khanhhoa.gov.vn:443 ${combinedLine()} 0.003`)).toEqual({
      ...plain,
      host: 'khanhhoa.gov.vn:443',
      userAgent: CHROME,
    });
    expect(apacheParser('vhost_common').parse(`khanhhoa.gov.vn ${commonLine()}`)).toEqual({
      ...plain,
      host: 'khanhhoa.gov.vn',
    });
  });

  test('addresses of the sixth version, users with spaces, escaped quotes', () => {
    const parser = apacheParser('combined');
    const line = `2001:db8::1 - Nguyễn Văn A [24/Nov/2026:10:00:00 +0700] "GET /a?q=\\"x\\" HTTP/2.0" 200 - "-" "a \\"b\\" c"`;
    expect(parser.parse(line)).toMatchObject({ address: '2001:db8::1', target: '/a?q="x"', userAgent: 'a "b" c' });
  });

  test('bytes beyond ASCII come as a browser says them, whether escaped, UTF-8 or Latin-1', async () => {
    const parser = apacheParser('common');
    const target = (line: string) => (parser.parse(line) as LogLine).target;
    expect(target(commonLine({ request: 'GET /tin-t\\xE1\\xBB\\xA9c HTTP/1.1' }))).toBe('/tin-t%E1%BB%A9c');
    expect(target(commonLine({ request: 'GET /tin-tức HTTP/1.1' }))).toBe('/tin-t%E1%BB%A9c');
    expect(withoutEscapes('caf\\xE9')).toBe('café');
    const [[line] = []] = await all(
      linesOf(streamOf(Buffer.from(`${commonLine({ request: 'GET /café HTTP/1.1' })}\n`, 'latin1'))),
    );
    expect(target(line?.text ?? '')).toBe('/caf%C3%A9');
  });

  test('what is broken says why; a request to a proxy names its host', () => {
    const parser = apacheParser('combined');
    expect(parser.parse('')).toBeNull();
    expect(parser.parse('no log at all')).toBe('shape');
    expect(parser.parse(commonLine())).toBe('shape');
    expect(parser.parse(combinedLine({ time: '31/Feb/2026:10:00:00 +0700' }))).toBe('time');
    expect(parser.parse(combinedLine({ time: '24/Thg/2026:10:00:00 +0700' }))).toBe('time');
    expect(parser.parse(combinedLine({ request: '\\x16\\x03\\x01' }))).toBe('request');
    expect(parser.parse(combinedLine({ request: '-', status: 408 }))).toBe('request');
    expect(parser.parse(combinedLine({ request: 'GET http://a.vn/b HTTP/1.1' }))).toMatchObject({
      host: 'a.vn',
      target: '/b',
    });
  });

  test('the zone of a line is taken into account', () => {
    const parser = apacheParser('combined');
    const at = (time: string) => (parser.parse(combinedLine({ time })) as LogLine).at;
    expect(at('24/Nov/2026:03:00:00 +0000')).toBe(AT);
    expect(at('23/Nov/2026:22:30:00 -0430')).toBe(AT);
  });

  test('whatever was asked, whoever asked, comes back', () => {
    const hex = (text: string) => text.replace(/["\\]/g, '\\$&');
    const word = fc.string({ unit: 'binary-ascii', minLength: 1 }).filter((text) => /^[\x21-\x7e]+$/.test(text));
    const agent = fc.string().filter((text) => /^[^\n\r\\]+$/.test(text) && text !== '-');
    fc.assert(
      fc.property(word, agent, fc.ipV6(), fc.integer({ min: 100, max: 599 }), (path, userAgent, address, status) => {
        const line = combinedLine({ address, request: hex(`GET /${path} HTTP/1.1`), status, agent: hex(userAgent) });
        const parsed = apacheParser('combined').parse(line);
        expect(parsed).toMatchObject({ address, target: `/${path}`, status, userAgent });
      }),
    );
  });

  test('no line takes long, however it is made', () => {
    for (const one of ['[', '"', '\\', ' ', '- ', '" "']) {
      const line = `1.2.3.4 - - ${one.repeat(20_000)}`;
      const began = performance.now();
      apacheParser('combined').parse(line);
      apacheParser('vhost_common').parse(line);
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});

describe('lines of IIS', () => {
  const head =
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status time-taken';
  const line =
    '2026-11-24 03:00:00 10.0.0.1 GET /tin-tuc id=5 443 - 203.113.131.7 Mozilla/5.0+(Windows+NT+10.0) https://www.google.com/ 200 15';

  test('are read by the fields that were named last', () => {
    const parser = iisParser();
    expect(parser.parse(line)).toBe('fields');
    expect(parser.parse('#Software: Microsoft Internet Information Services 10.0')).toBeNull();
    expect(parser.parse(head)).toBeNull();
    expect(parser.parse(line)).toEqual({
      address: '203.113.131.7',
      at: AT,
      method: 'GET',
      target: '/tin-tuc?id=5',
      status: 200,
      host: '',
      referrer: 'https://www.google.com/',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0)',
    });
    expect(parser.parse(`${line} 7`)).toBe('fields');
    parser.parse('#Fields: date time c-ip cs-method cs-uri-stem sc-status cs-host');
    expect(parser.parse('2026-11-24 03:00:00 ::1 GET / 200 a.vn')).toMatchObject({ host: 'a.vn', address: '::1' });
    expect(parser.parse('2026-13-24 03:00:00 ::1 GET / 200 a.vn')).toBe('time');
  });
});

describe('what a file is', () => {
  test('the form of its lines', () => {
    expect(detectFormat([combinedLine(), combinedLine()])).toBe('combined');
    expect(detectFormat([commonLine(), commonLine()])).toBe('common');
    expect(detectFormat([`a.vn ${combinedLine()}`])).toBe('vhost_combined');
    expect(detectFormat([`a.vn:80 ${commonLine()}`])).toBe('vhost_common');
    expect(detectFormat(['#Software: x', '#Fields: date time'])).toBe('iis');
    expect(detectFormat(['rác', combinedLine(), combinedLine()])).toBe('combined');
    expect(detectFormat(['rác', 'rác', combinedLine()])).toBeNull();
    expect(detectFormat([''])).toBeNull();
  });

  test('how it is packed; several packed parts follow one another', async () => {
    const text = 'một\nhai\n';
    for (const packed of [
      Buffer.from(text),
      Buffer.concat([gzipSync('một\n'), gzipSync('hai\n')]),
      zstdCompressSync(text),
    ]) {
      const content = openContent(streamOf(packed), packingOf(packed), 100);
      expect(Buffer.concat(await all(content.chunks)).toString()).toBe(text);
      expect(content.readBytes()).toBe(packed.length);
    }
  });

  test('a packed file that breaks off gives what came before', async () => {
    const noise = Array.from({ length: 20_000 }, (_, n) => `${(n * 7919) % 100_003}`).join('\n');
    for (const packed of [gzipSync(noise), zstdCompressSync(noise)]) {
      const cut = packed.subarray(0, packed.length / 2);
      const seen: Buffer[] = [];
      await expect(async () => {
        for await (const chunk of openContent(streamOf(cut), packingOf(cut), 1e6).chunks) seen.push(chunk);
      }).rejects.toThrow(ContentCut);
    }
  });

  test('a small file that unpacks without end is stopped', async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000));
    await expect(all(openContent(streamOf(packed), 'gzip', 10_000).chunks)).rejects.toThrow(ContentTooLarge);
  });
});

test('lines are the same however the stream is cut, and end where they end', async () => {
  const texts = fc.array(
    fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.boolean(),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      async (given, ended, sizes) => {
        const content = Buffer.from(given.join('\n') + (ended && given.length > 0 ? '\n' : ''));
        const lines = (await all(linesOf(streamOf(content, sizes)))).flat();
        const expected = given.join('\n').split('\n');
        if (!ended && expected.at(-1) === '') expected.pop();
        expect(lines.map(({ text }) => text)).toEqual(
          given.length === 0 ? [] : expected.map((text) => text.toWellFormed()),
        );
        for (const { text, end } of lines) {
          const before = content.subarray(0, end).toString().replace(/\n$/, '');
          expect(before.endsWith(text?.toWellFormed() ?? '')).toBe(true);
        }
      },
    ),
  );
});

test('a line without end costs no memory and is told as too long', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    for (let n = 0; n < 200; n++) yield Buffer.alloc(65_536, 97);
    yield Buffer.from('\nngắn\r\n');
  }
  const lines: Line[] = (await all(linesOf(endless()))).flat();
  expect(lines.map(({ text, ended }) => ({ text, ended }))).toEqual([
    { text: null, ended: true },
    { text: 'ngắn', ended: true },
  ]);
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* streamOf(content: Buffer, sizes: Iterator<number> = [][Symbol.iterator]()): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; ) {
    const { value = 1_000 } = sizes.next();
    yield content.subarray(at, at + value);
    at += value;
  }
}
