import { type FileHandle, open } from 'node:fs/promises';
import type { Logger } from 'pino';
import { blockLength, findBlock, readBlock } from './block.ts';
import type { Segment } from './segments.ts';

/** Whole blocks of a segment, one after the other. */
export interface Range {
  /** Offset behind the last block (or behind a torn end). */
  end: number;
  rows: number;
  payloads: Buffer[];
}

const WINDOW_BYTES = 8 * 1024 * 1024;

/**
 * Reads the blocks from an offset to `limit`, or fewer once there are enough rows. Damage is skipped and told: behind
 * it whole blocks may follow that were answered. A torn end belongs to hits that were never answered.
 */
export async function readRange(
  segment: Segment,
  from: number,
  limit: number,
  rowsEnough: number,
  log: Logger,
): Promise<Range> {
  const file = await open(segment.path, 'r');
  try {
    const most = Math.min(limit, segment.length);
    let window = await readWindow(file, from, Math.min(most, from + WINDOW_BYTES));
    const range: Range = { end: from, rows: 0, payloads: [] };
    while (range.end < most && range.rows < rowsEnough) {
      const at = range.end - from;
      const block = readBlock(window, at);
      if (block !== undefined) {
        if (block.rows > 0) range.payloads.push(block.payload);
        range.rows += block.rows;
        range.end = from + block.end;
        continue;
      }
      const windowEnd = from + window.length;
      const length = blockLength(window, at);
      const beyondWindow =
        windowEnd < most && (length === undefined ? at + 16 > window.length : at + length > window.length);
      if (beyondWindow && range.payloads.length > 0) break;
      if (windowEnd < most) {
        const longer = await readWindow(file, from, Math.min(most, windowEnd + WINDOW_BYTES));
        if (longer.length === window.length) throw new Error(`The log ${segment.path} is shorter than it was.`);
        window = longer;
        continue;
      }
      const next = findBlock(window, at + 1);
      log.warn({ segment: segment.id, offset: range.end, torn: next === undefined }, 'a part of the log is not whole');
      range.end = next === undefined ? most : from + next;
    }
    return range;
  } finally {
    await file.close();
  }
}

const FIRST_BYTES = 8 * 1024;

/** In which order a segment's columns stand, by its first block; empty when that was torn: no hit follows it. */
export async function readColumns(segment: Segment): Promise<readonly string[]> {
  const file = await open(segment.path, 'r');
  try {
    const first = readBlock(await readWindow(file, 0, Math.min(FIRST_BYTES, segment.length)), 0);
    return first === undefined ? [] : (JSON.parse(first.payload.toString()) as { columns: string[] }).columns;
  } finally {
    await file.close();
  }
}

async function readWindow(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(to - from);
  let read = 0;
  while (read < buffer.length) {
    const { bytesRead } = await file.read(buffer, read, buffer.length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
