import { directoryErrors } from '../../errors.ts';

export interface Picture {
  mediaType: 'image/png' | 'image/jpeg' | 'image/svg+xml';
  /** Pixels; null for a drawing, which has none. */
  size: { width: number; height: number } | null;
}

const MAX_SIDE = 4_096;

/** What a file is by its content, whatever it calls itself. @throws directory.image_refused */
export function readPicture(bytes: Buffer): Picture {
  const png = readPng(bytes);
  if (png) return checked({ mediaType: 'image/png', size: png });
  const jpeg = readJpeg(bytes);
  if (jpeg) return checked({ mediaType: 'image/jpeg', size: jpeg });
  if (/^\uFEFF?\s*(<\?xml|<!--|<svg)/.test(bytes.subarray(0, 200).toString('utf8'))) {
    requirePlainSvg(bytes.toString('utf8'));
    return { mediaType: 'image/svg+xml', size: null };
  }
  throw refused('it is neither PNG nor JPEG nor SVG');
}

function checked(picture: Picture): Picture {
  const { width, height } = picture.size ?? { width: 1, height: 1 };
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
    throw refused(`a side may have 1 to ${MAX_SIDE} pixels, it has ${width} × ${height}`);
  }
  return picture;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPng(bytes: Buffer): Picture['size'] {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG) || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Walks the segments of a JPEG to its frame header. */
function readJpeg(bytes: Buffer): Picture['size'] {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number;
    // SOF0 … SOF15 but for DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

const ELEMENTS = new Set(
  'svg g path circle ellipse rect line polyline polygon text tspan defs linearGradient radialGradient stop clipPath mask title desc use symbol pattern'.split(
    ' ',
  ),
);
const TAG = /<\/?([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * An SVG is a document that could call out or run; taken is only one that draws. It is served with a policy that forbids
 * everything besides, too. @throws directory.image_refused
 */
function requirePlainSvg(text: string): void {
  const body = text.replace(/^\uFEFF?\s*<\?xml[^?]*\?>/, '').replace(/<!--[\s\S]*?-->/g, '');
  if (body.replace(TAG, '').includes('<'))
    throw refused('the SVG has something else than plain elements (DOCTYPE, CDATA, instructions)');
  for (const [, name = '', attributes = ''] of body.matchAll(TAG)) {
    if (!ELEMENTS.has(name))
      throw refused(`the SVG has the element ${name}; only shapes, text and gradients are taken`);
    for (const [, attribute = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
      requirePlainAttribute(attribute, double ?? single ?? '');
    }
  }
}

function requirePlainAttribute(name: string, value: string): void {
  if (/^on/i.test(name)) throw refused(`the SVG has a script in ${name}`);
  if (/^(xlink:)?href$/i.test(name) && !value.startsWith('#')) throw refused('the SVG refers to something outside');
  const plain = decodeEntities(value);
  if (/url\s*\(\s*['"]?(?!#)/i.test(plain) || /\\|@import|expression|javascript:/i.test(plain)) {
    throw refused(`the SVG refers to something outside in ${name}`);
  }
}

function decodeEntities(value: string): string {
  return value.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function refused(reason: string) {
  return directoryErrors.fail('directory.image_refused', { detail: `The picture cannot be taken: ${reason}.` });
}
