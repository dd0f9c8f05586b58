import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { batchesPath, type Segment } from './segments.ts';

/**
 * Where the batches of a segment end, in a file beside it; an end is on disk before its batch is sent to the store.
 * After a crash the last batch is sent once more, cut the same and with the same token, and the store takes it once.
 * A record is the offset in 8 bytes and its CRC-32 in 4, little endian.
 */
const RECORD_BYTES = 12;

/** The ends that were recorded, in order; a torn last record was never acted upon. */
export async function readBatchEnds(segment: Segment): Promise<number[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(batchesPath(segment));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const ends: number[] = [];
  for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    if (crc32(bytes.subarray(at, at + 8)) !== bytes.readUInt32LE(at + 8)) break;
    ends.push(Number(bytes.readBigUInt64LE(at)));
  }
  return ends;
}

export async function writeBatchEnd(segment: Segment, index: number, end: number, sync: boolean): Promise<void> {
  const record = Buffer.alloc(RECORD_BYTES);
  record.writeBigUInt64LE(BigInt(end), 0);
  record.writeUInt32LE(crc32(record.subarray(0, 8)), 8);
  const flags = constants.O_WRONLY | constants.O_CREAT | (sync ? constants.O_DSYNC : 0);
  const file = await open(batchesPath(segment), flags, 0o600);
  try {
    await file.write(record, 0, RECORD_BYTES, index * RECORD_BYTES);
  } finally {
    await file.close();
  }
}
