import { open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { HEADER_BYTES } from './block.ts';

/** One file of the log. Names are UUIDs of the 7th version: sorted by time, and unique among all collectors. */
export interface Segment {
  id: string;
  path: string;
  /** Bytes that are written and may be read. */
  length: number;
  /** No more is written to it. */
  sealed: boolean;
  /** Rows that are in it, sent on or not. */
  rows: number;
}

const ENDING = '.log';
const BATCHES_ENDING = '.batches';

export function newSegment(folder: string): Segment {
  const id = uuidv7();
  return { id, path: join(folder, id + ENDING), length: 0, sealed: false, rows: 0 };
}

export function batchesPath(segment: Segment): string {
  return segment.path.slice(0, -ENDING.length) + BATCHES_ENDING;
}

/** The segments that an earlier run left, oldest first. */
export async function leftSegments(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).sort();
  const segments: Segment[] = [];
  for (const name of names) {
    if (name.endsWith(ENDING)) {
      const path = join(folder, name);
      const length = (await stat(path)).size;
      segments.push({
        id: name.slice(0, -ENDING.length),
        path,
        length,
        sealed: true,
        rows: await countRows(path, length),
      });
    } else if (name.endsWith(BATCHES_ENDING) && !names.includes(name.slice(0, -BATCHES_ENDING.length) + ENDING)) {
      await unlink(join(folder, name));
    }
  }
  return segments;
}

/** By the headers alone; damage ends the count. */
async function countRows(path: string, length: number): Promise<number> {
  const file = await open(path, 'r');
  const header = Buffer.alloc(HEADER_BYTES);
  let rows = 0;
  try {
    for (let at = 0; at + HEADER_BYTES <= length; ) {
      await file.read(header, 0, HEADER_BYTES, at);
      if (header.toString('latin1', 0, 4) !== 'NHC1') break;
      at += HEADER_BYTES + header.readUInt32LE(4);
      if (at <= length) rows += header.readUInt32LE(8);
    }
  } finally {
    await file.close();
  }
  return rows;
}

/** First the hits, then the record of batches: a record without hits is swept away at the next start. */
export async function removeSegment(segment: Segment): Promise<void> {
  await unlink(segment.path);
  await unlink(batchesPath(segment)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Makes a new name in a folder outlive the loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
