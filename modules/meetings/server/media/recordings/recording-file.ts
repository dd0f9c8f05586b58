import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Files } from '#platform/server/files/files.ts';
import type { MediaTables } from '../tables.ts';
import { findPieces } from './recordings.repo.ts';
import { requireRecording } from './view.ts';

export interface RecordingFile {
  type: string;
  startedAt: Date;
  /** Of the whole file. */
  bytes: number;
  /** First and last byte of what is sent; null: all. */
  range: { first: number; last: number } | null;
  content: Readable;
}

/** A recording as one file, or the part that a player asks for. @throws meetings.recording_not_found */
export async function recordingFile(
  ctx: Context,
  sessionId: string,
  id: string,
  rangeHeader: string | undefined,
): Promise<RecordingFile> {
  const { type, startedAt } = await requireRecording(ctx, sessionId, id);
  const pieces = await findPieces(ctx.platform.db as Kysely<MediaTables>, id);
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  const range = readRange(rangeHeader, bytes);
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  return { type, startedAt, bytes, range, content: Readable.from(partOf(ctx.platform.files, pieces, first, last)) };
}

/** One range, as players ask for it; anything else gets the whole file, as RFC 9110 allows. */
export function readRange(header: string | undefined, bytes: number): { first: number; last: number } | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const first = from === '' ? Math.max(bytes - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return first <= last ? { first, last } : null;
}

async function* partOf(
  files: Files,
  pieces: readonly { fileKey: string; bytes: number }[],
  first: number,
  last: number,
): AsyncGenerator<Buffer> {
  let begin = 0;
  for (const { fileKey, bytes } of pieces) {
    const end = begin + bytes - 1;
    if (begin > last) return;
    if (end >= first) {
      let at = begin;
      for await (const chunk of await files.get(fileKey)) {
        const part = chunk as Buffer;
        const [from, to] = [Math.max(first - at, 0), Math.min(last - at + 1, part.length)];
        if (from < to) yield part.subarray(from, to);
        at += part.length;
      }
    }
    begin = end + 1;
  }
}
