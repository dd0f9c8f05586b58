import { createHash, type Hash } from 'node:crypto';

/** The beginning of a log that was counted before: so many bytes of content, and their SHA-256. */
export interface KnownContent {
  bytes: number;
  sha256: Buffer;
}

/**
 * How much of a content was counted before. A log that grew begins with what it was, under whatever name and packing
 * it comes: so each known length is looked at as the content flows by, and the longest that is the same counts. Only that
 * much is read.
 */
export async function findKnown(
  chunks: AsyncIterable<Buffer>,
  known: readonly KnownContent[],
): Promise<KnownContent | null> {
  const marks = known.toSorted((a, b) => a.bytes - b.bytes);
  const running = openRunningHash();
  let found: KnownContent | null = null;
  let next = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let mark = marks[next]; mark && mark.bytes <= running.bytes() + chunk.length - start; mark = marks[++next]) {
      const end = start + mark.bytes - running.bytes();
      running.add(chunk.subarray(start, end));
      start = end;
      if (running.sha256().equals(mark.sha256)) found = mark;
    }
    if (next >= marks.length) break;
    running.add(chunk.subarray(start));
  }
  return found;
}

export interface RunningHash {
  add(bytes: Buffer): void;
  bytes(): number;
  /** Of all so far; more may follow. */
  sha256(): Buffer;
  copy(): RunningHash;
}

export function openRunningHash(hash: Hash = createHash('sha256'), bytes = 0): RunningHash {
  return {
    add(more) {
      hash.update(more);
      bytes += more.length;
    },
    bytes: () => bytes,
    sha256: () => hash.copy().digest(),
    copy: () => openRunningHash(hash.copy(), bytes),
  };
}

export interface LineHash {
  /** Lets a content through; `reached` is the end of the last whole line whenever a chunk was dealt with. */
  watch(chunks: AsyncIterable<Buffer>, reached: () => number): AsyncGenerator<Buffer>;
  /** SHA-256 of the content up to the end of a line of the chunk in hand, or of the last whole line before it. */
  at(place: number): Buffer;
}

/** Hashes a content as it flows by and answers for ends of lines, without holding back what lies behind them. */
export function openLineHash(): LineHash {
  const hash = openRunningHash();
  let chunk: Buffer = Buffer.alloc(0);
  let lineEnd = hash.copy();
  const advance = (place: number): void => {
    const done = hash.bytes();
    hash.add(chunk.subarray(0, place - done));
    chunk = chunk.subarray(place - done);
  };
  return {
    async *watch(chunks, reached) {
      for await (const next of chunks) {
        chunk = next;
        const end = hash.bytes() + next.length;
        yield next;
        const place = Math.min(reached(), end);
        if (place > hash.bytes()) advance(place);
        if (place === hash.bytes()) lineEnd = hash.copy();
        advance(end);
      }
    },
    at(place) {
      if (place === lineEnd.bytes()) return lineEnd.sha256();
      if (place > hash.bytes()) advance(place);
      if (place !== hash.bytes()) throw new Error(`The hash is at ${hash.bytes()}, past ${place}.`);
      return hash.sha256();
    },
  };
}
