import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import { makeBlock } from './block.ts';
import { leftSegments, newSegment, removeSegment, type Segment, syncFolder } from './segments.ts';

/** Why no hit can be taken now. */
export type LogRefusal = 'log_full' | 'disk_full' | 'queue_full' | 'write_failed' | 'stopping';

/** Called once: null when the lines are on disk, else why they are not. */
export type Written = (refusal: LogRefusal | null) => void;

export interface AppendLog {
  /** Queues lines of TSV. Whatever arrives while a write runs goes into the next one, so a storm costs few writes. */
  append(lines: string, rows: number, written: Written): void;
  /** Oldest first; the last one may still grow. */
  segments(): readonly Segment[];
  /** Ends the growing segment with the next write, so that it can be removed once it is sent on. */
  seal(): void;
  remove(segment: Segment): Promise<void>;
  /** Bytes on disk. */
  bytes(): number;
  refusal(): LogRefusal | null;
  close(): Promise<void>;
}

export interface LogParts {
  folder: string;
  /** True: on disk before the answer (loss of power). False: with the system (a crash of ours). */
  sync: boolean;
  maxBytes: number;
  log: Logger;
  columns: readonly string[];
  onWritten(rows: number): void;
  /** Bytes left on the disk of a folder; asks the system where absent. */
  freeBytes?: (folder: string) => Promise<number>;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Rows and characters of one block at most, apart from a bulk request, which is never cut. */
const BLOCK_ROWS = 4_000;
const BLOCK_CHARACTERS = 1024 * 1024;
/** Lines that wait in memory for the disk. */
const QUEUE_ROWS = 50_000;
/** What is left to the database, the store and the system when the disk runs full. */
const DISK_RESERVE_BYTES = 256 * 1024 * 1024;
const DISK_LOOK_MS = 2_000;

interface Waiting {
  lines: string;
  rows: number;
  written: Written;
}

/** Opens the log in a folder that belongs to this process alone. What an earlier run left comes first in `segments`. */
export async function openAppendLog(parts: LogParts): Promise<AppendLog> {
  const { folder, log } = parts;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const segments: Segment[] = await leftSegments(folder);
  const segmentBytes = Math.min(SEGMENT_BYTES, Math.ceil(parts.maxBytes / 8));
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (parts.sync ? constants.O_DSYNC : 0);
  let file: FileHandle | null = null;
  let current: Segment | null = null;
  let queue: Waiting[] = [];
  let queuedRows = 0;
  let writing: Promise<void> | null = null;
  let diskFull = false;
  let sealNext = false;
  let closed = false;

  async function lookAtDisk(): Promise<void> {
    try {
      diskFull = (await (parts.freeBytes ?? freeBytesOf)(folder)) < DISK_RESERVE_BYTES;
    } catch (error) {
      log.warn({ err: error }, 'the free space of the disk is not known');
    }
  }

  function bytes(): number {
    let sum = 0;
    for (const segment of segments) sum += segment.length;
    return sum;
  }

  function refusal(): LogRefusal | null {
    if (closed) return 'stopping';
    if (queuedRows >= QUEUE_ROWS) return 'queue_full';
    if (diskFull) return 'disk_full';
    return bytes() >= parts.maxBytes ? 'log_full' : null;
  }

  async function begin(): Promise<{ file: FileHandle; segment: Segment }> {
    const segment = newSegment(folder);
    const opened = await open(segment.path, flags, 0o600);
    if (parts.sync) await syncFolder(folder);
    // Says in which order the columns stand: after an upgrade the store may have others.
    const first = makeBlock(`${JSON.stringify({ format: 1, columns: parts.columns })}\n`, 0);
    await writeWhole(opened, first, 0);
    segment.length = first.length;
    segments.push(segment);
    file = opened;
    current = segment;
    return { file: opened, segment };
  }

  async function end(): Promise<void> {
    const ending = file;
    sealNext = false;
    if (current !== null) current.sealed = true;
    file = null;
    current = null;
    await ending?.close();
  }

  function takeGroup(): Waiting[] {
    let rows = 0;
    let characters = 0;
    let count = 0;
    for (const waiting of queue) {
      if (count > 0 && (rows + waiting.rows > BLOCK_ROWS || characters + waiting.lines.length > BLOCK_CHARACTERS))
        break;
      rows += waiting.rows;
      characters += waiting.lines.length;
      count++;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queuedRows -= rows;
    return group;
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const group = takeGroup();
      let lines = '';
      let rows = 0;
      for (const waiting of group) {
        lines += waiting.lines;
        rows += waiting.rows;
      }
      let outcome: LogRefusal | null = null;
      try {
        await writeGroup(makeBlock(lines, rows), rows);
      } catch (error) {
        outcome = 'write_failed';
        log.error({ err: error, rows }, 'hits could not be written to the log; their senders were told');
      }
      for (const waiting of group) waiting.written(outcome);
      if (outcome === null) parts.onWritten(rows);
    }
    writing = null;
  }

  async function writeGroup(block: Buffer, rows: number): Promise<void> {
    if (current !== null && (sealNext || current.length + block.length > segmentBytes)) await end();
    const open = file !== null && current !== null ? { file, segment: current } : await begin();
    try {
      await writeWhole(open.file, block, open.segment.length);
    } catch (error) {
      // Half a block must not lie before a whole one.
      await open.file.truncate(open.segment.length).catch(() => {});
      await end();
      throw error;
    }
    open.segment.length += block.length;
    open.segment.rows += rows;
  }

  await lookAtDisk();
  const looking = setInterval(() => void lookAtDisk(), DISK_LOOK_MS).unref();

  return {
    append(lines, rows, written) {
      const refused = refusal();
      if (refused !== null) {
        written(refused);
        return;
      }
      queue.push({ lines, rows, written });
      queuedRows += rows;
      if (writing === null) writing = new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll);
    },
    segments: () => segments,
    seal() {
      // By the writer, before its next write: one may be on its way into the segment.
      sealNext = true;
    },
    async remove(segment) {
      await removeSegment(segment);
      const index = segments.indexOf(segment);
      if (index >= 0) segments.splice(index, 1);
    },
    bytes,
    refusal,
    async close() {
      closed = true;
      clearInterval(looking);
      await writing;
      await end();
    },
  };
}

async function freeBytesOf(folder: string): Promise<number> {
  const disk = await statfs(folder);
  return disk.bavail * disk.bsize;
}

async function writeWhole(file: FileHandle, block: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < block.length) {
    const { bytesWritten } = await file.write(block, written, block.length - written, position + written);
    if (bytesWritten === 0) throw new Error('The disk took no more bytes.');
    written += bytesWritten;
  }
}
