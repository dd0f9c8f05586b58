import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPicture } from './picture.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const svg = (inside: string, head = '') =>
  Buffer.from(`${head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`);

test('a picture is what its content says', () => {
  expect(readPicture(png)).toEqual({ mediaType: 'image/png', size: { width: 1, height: 1 } });
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100', 'hex');
  expect(readPicture(jpeg)).toEqual({ mediaType: 'image/jpeg', size: { width: 32, height: 16 } });
  const drawing = svg('<g fill="url(#a)"><path d="M0 0h10"/></g><!-- <script> -->', '<?xml version="1.0"?>\n');
  expect(readPicture(drawing).mediaType).toBe('image/svg+xml');
});

test.each([
  ['<script>alert(1)</script>', 'element script'],
  ['<foreignObject><b/></foreignObject>', 'element foreignObject'],
  ['<path onload="alert(1)"/>', 'a script in onload'],
  ['<use href="https://evil.example/x.svg#a"/>', 'outside'],
  ['<use xlink:href="data:image/svg+xml,x"/>', 'outside'],
  ['<path fill="url(https://evil.example)"/>', 'outside in fill'],
  ['<path style="fill:&#117;rl(//evil.example)"/>', 'outside in style'],
  ['<image href="#x"/>', 'element image'],
  ['<style>@import "x"</style>', 'element style'],
  ['<![CDATA[x]]>', 'something else than plain elements'],
  ['<path d="M0 0" onload=alert(1)/>', 'something else than plain elements'],
])('an SVG with %s is refused', (inside, reason) => {
  expect(() => readPicture(svg(inside))).toThrow(reason);
});

test('a DOCTYPE, a huge picture and any other file are refused with a reason', () => {
  expect(() => readPicture(svg('', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]>'))).toThrow('plain elements');
  const huge = Buffer.from(png);
  huge.writeUInt32BE(50_000, 16);
  expect(() => readPicture(huge)).toThrow('1 to 4096 pixels');
  expect(() => readPicture(Buffer.from('GIF89a'))).toThrow('neither PNG nor JPEG nor SVG');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        readPicture(Buffer.from(bytes));
      } catch (error) {
        expect((error as { code?: string }).code).toBe('directory.image_refused');
      }
    }),
  );
});
