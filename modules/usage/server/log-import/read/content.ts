import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

export type Packing = 'none' | 'gzip' | 'zstd';

/** The file ended or broke before its packed content did. What came before stands. */
export class ContentCut extends Error {}
/** More content than a log may have: a small file that unpacks without end. */
export class ContentTooLarge extends Error {}

export function packingOf(head: Buffer): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
}

export interface Content {
  chunks: AsyncIterable<Buffer>;
  /** Bytes of the file that were read so far. */
  readBytes(): number;
}

/** What a stored file says, unpacked as it is read. @throws (while read) ContentCut, ContentTooLarge */
export function openContent(file: AsyncIterable<Buffer>, packing: Packing, mostBytes: number): Content {
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of file) {
      read += chunk.length;
      yield chunk;
    }
  }
  return {
    chunks: withCap(packing === 'none' ? counted() : unpacked(counted(), packing), mostBytes),
    readBytes: () => read,
  };
}

async function* withCap(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) throw new ContentTooLarge(`The file unpacks to more than ${most} bytes.`);
    yield chunk;
  }
}

async function* unpacked(packed: AsyncGenerator<Buffer>, packing: 'gzip' | 'zstd'): AsyncGenerator<Buffer> {
  const unpack = packing === 'gzip' ? createGunzip() : createZstdDecompress();
  // What breaks on the way is thrown to who reads.
  pipeline(Readable.from(packed, { objectMode: false }), unpack, () => {});
  try {
    yield* unpack as AsyncIterable<Buffer>;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (/^(Z_|ZSTD_|ERR_ZSTD)/.test(code)) throw new ContentCut((error as Error).message, { cause: error });
    throw error;
  } finally {
    unpack.destroy();
  }
}
