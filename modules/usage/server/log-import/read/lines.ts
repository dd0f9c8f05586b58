import { textOf } from './escapes.ts';

/** Longer lines are no requests; so much is held of one at most. */
const LINE_BYTES = 64 * 1024;

export interface Line {
  /** Null: too long. */
  text: string | null;
  /** Where the next line begins, in bytes of the content. */
  end: number;
  /** False for the last line of a file that ends without a line end. */
  ended: boolean;
}

/** Lines of a stream with their places, a chunk at a time: whatever the file's size, one chunk and one line are held. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let base = 0;
  const take = (tail: Buffer, end: number, ended: boolean): Line => {
    const long = restBytes + tail.length > LINE_BYTES;
    const bytes = rest.length === 0 ? tail : Buffer.concat([...rest, tail]);
    rest = [];
    restBytes = 0;
    return { text: long ? null : textOf(withoutReturn(bytes)), end, ended };
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      lines.push(take(chunk.subarray(start, end), base + end + 1, true));
      start = end + 1;
    }
    if (start < chunk.length) {
      restBytes += chunk.length - start;
      // Of a line that is too long already nothing more is kept.
      if (restBytes <= LINE_BYTES) rest.push(chunk.subarray(start));
      else rest = [];
    }
    base += chunk.length;
    if (lines.length > 0) yield lines;
  }
  if (restBytes > 0) yield [take(Buffer.alloc(0), base, false)];
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes;
}
