import { crc32 } from 'node:zlib';

/**
 * The log's unit: what one write put on disk. A header of 16 bytes (little endian): the word `NHC1`, bytes of the
 * payload, its rows, its CRC-32
 * begun with the rows. The payload is lines of TSV. A block that is not whole was never answered.
 */
export const HEADER_BYTES = 16;
const MAGIC = 0x3143484e;
const MAGIC_BYTES = Buffer.from('NHC1', 'latin1');
/** No block is longer; a length beyond it is damage. */
const PAYLOAD_MOST = 256 * 1024 * 1024;

export interface Block {
  /** Where the next block begins. */
  end: number;
  rows: number;
  payload: Buffer;
}

export function makeBlock(payload: string, rows: number): Buffer {
  const bytes = Buffer.byteLength(payload);
  const block = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  block.write(payload, HEADER_BYTES, 'utf8');
  block.writeUInt32LE(MAGIC, 0);
  block.writeUInt32LE(bytes, 4);
  block.writeUInt32LE(rows, 8);
  block.writeUInt32LE(crc32(block.subarray(HEADER_BYTES), rows), 12);
  return block;
}

/** Bytes of the block that begins here, by its header; undefined when there is no header. */
export function blockLength(buffer: Buffer, start: number): number | undefined {
  if (start + HEADER_BYTES > buffer.length || buffer.readUInt32LE(start) !== MAGIC) return undefined;
  const bytes = buffer.readUInt32LE(start + 4);
  return bytes > PAYLOAD_MOST ? undefined : HEADER_BYTES + bytes;
}

/** The block that begins here; undefined when it is not whole. */
export function readBlock(buffer: Buffer, start: number): Block | undefined {
  const length = blockLength(buffer, start);
  if (length === undefined || start + length > buffer.length) return undefined;
  const payload = buffer.subarray(start + HEADER_BYTES, start + length);
  const rows = buffer.readUInt32LE(start + 8);
  if (crc32(payload, rows) !== buffer.readUInt32LE(start + 12)) return undefined;
  return { end: start + length, rows, payload };
}

/** Where the next whole block begins after damage; undefined when there is none, which is a torn end. */
export function findBlock(buffer: Buffer, after: number): number | undefined {
  for (let at = buffer.indexOf(MAGIC_BYTES, after); at >= 0; at = buffer.indexOf(MAGIC_BYTES, at + 1)) {
    if (readBlock(buffer, at) !== undefined) return at;
  }
  return undefined;
}
