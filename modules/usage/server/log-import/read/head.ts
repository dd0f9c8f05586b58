import type { Readable } from 'node:stream';
import { ContentCut, openContent, type Packing, packingOf } from './content.ts';
import { detectFormat } from './detect.ts';
import { type Line, linesOf } from './lines.ts';
import type { LogFormat } from './log-line.ts';

export interface Head {
  packing: Packing;
  /** Null: no log that we know. */
  format: LogFormat | null;
  lines: Line[];
}

const HEAD_BYTES = 256 * 1024;

/** Looks at the beginning of a file: how it is packed, what form its lines have. Closes the file. */
export async function readHead(file: Readable): Promise<Head> {
  const { packing, whole } = await lookAtPacking(file);
  const lines: Line[] = [];
  try {
    let read = 0;
    async function* beginning(): AsyncGenerator<Buffer> {
      for await (const chunk of openContent(whole, packing, Number.POSITIVE_INFINITY).chunks) {
        yield chunk;
        read += chunk.length;
        if (read >= HEAD_BYTES) return;
      }
    }
    for await (const block of linesOf(beginning())) lines.push(...block);
    // Where we stopped ourselves, the last line is cut by us.
    if (read >= HEAD_BYTES && lines.at(-1)?.ended === false) lines.pop();
  } catch (error) {
    if (!(error instanceof ContentCut)) throw error;
  } finally {
    file.destroy();
  }
  return { packing, format: detectFormat(lines.map(({ text }) => text ?? '')), lines };
}

/** Reads a first piece to tell the packing, and gives a stream that begins with it again. */
export async function lookAtPacking(file: Readable): Promise<{ packing: Packing; whole: AsyncIterable<Buffer> }> {
  const chunks = (file as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      file.destroy();
    }
  }
  return { packing: packingOf(head), whole: whole() };
}
