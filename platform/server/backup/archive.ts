import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { ArchiveError } from './archive-error.ts';
import { decrypting, encrypting } from './key.ts';

/*
 * A backup is a tar file, packed by zstd and, when a key is given, sealed by age: `age -d | zstd -d | tar x` opens one
 * without this program. What is long lies in it in pieces of a few megabytes, so that neither side ever holds much.
 * The last file tells how many there are and hashes them all: a backup that was cut off is never taken for a whole one.
 */

/** One file of the archive. Pieces of one thing follow one another: `hits/hit/000001.tsv`, `hits/hit/000002.tsv`. */
export interface Piece {
  name: string;
  content: Buffer;
}

const END = 'end.json';
/** Of the bytes of one piece; the newest compressors gain nothing from more. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** Packs pieces as they come. The stream fails with the error of whoever makes them. */
export function packArchive(pieces: AsyncIterable<Piece>, key: string | undefined): Readable {
  const tar = pack();
  const zstd = createZstdCompress();
  void fill(tar, pieces).catch((error: Error) => tar.destroy(error));
  pipeline(tar, zstd).catch((error: Error) => zstd.destroy(error));
  return key === undefined ? zstd : encrypting(zstd, key);
}

async function fill(tar: ReturnType<typeof pack>, pieces: AsyncIterable<Piece>): Promise<void> {
  const seal = openSeal();
  for await (const piece of pieces) {
    seal.add(piece);
    await put(tar, piece);
  }
  await put(tar, { name: END, content: Buffer.from(JSON.stringify(seal.end())) });
  tar.finalize();
}

async function put(tar: ReturnType<typeof pack>, { name, content }: Piece): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    tar.entry({ name, size: content.length, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Reads the pieces back, in their order. To the end it has been proved that all are there and none was changed.
 * @throws ArchiveError when the key does not fit, or the archive is cut off, damaged or something else
 */
export async function* unpackArchive(archive: Readable, key: string | undefined): AsyncGenerator<Piece> {
  const seal = openSeal();
  let end: string | null = null;
  const tar = extract();
  const work = pipeline(key === undefined ? archive : await decrypting(archive, key), createZstdDecompress(), tar);
  // Told by the reader below, which sees the same error.
  work.catch(() => {});
  try {
    for await (const entry of tar) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      const content = Buffer.concat(chunks);
      if (entry.header.name === END) end = content.toString();
      else {
        const piece = { name: entry.header.name, content };
        seal.add(piece);
        yield piece;
      }
    }
    await work;
  } catch (error) {
    if (error instanceof ArchiveError || !isOfArchive(error)) throw error;
    throw new ArchiveError('The backup cannot be read: it is damaged, cut off, or sealed by a key (BACKUP_KEY).', {
      cause: error,
    });
  } finally {
    // Whoever stops half way leaves no file open.
    tar.destroy();
    archive.destroy();
  }
  if (end === null) throw new ArchiveError('The backup is cut off: its end is missing. Take an older one.');
  if (end !== JSON.stringify(seal.end())) {
    throw new ArchiveError('The backup is damaged: its content is not what was put in. Take an older one.');
  }
}

function openSeal() {
  const hash: Hash = createHash('sha256');
  let pieces = 0;
  return {
    add({ name, content }: Piece) {
      pieces += 1;
      hash.update(`${name}\n${content.length}\n`).update(content);
    },
    end: () => ({ pieces, sha256: hash.copy().digest('hex') }),
  };
}

/** Errors of the decompressor and of tar; what the consumer of the pieces throws passes unchanged. */
function isOfArchive(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return /^(Z_|ZSTD|ERR_ZLIB|ERR_STREAM_PREMATURE)/.test(code ?? '') || /tar|header|Unexpected end/i.test(message);
}

/** Cuts a stream into pieces of about {@link PIECE_BYTES}; with `lines`, only behind a line's end. */
export async function* piecesOf(prefix: string, suffix: string, stream: Readable, lines: boolean) {
  let waiting: Buffer[] = [];
  let size = 0;
  let count = 0;
  const next = (content: Buffer): Piece => {
    count += 1;
    return { name: `${prefix}/${String(count).padStart(6, '0')}${suffix}`, content };
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE_BYTES) continue;
    const all = Buffer.concat(waiting);
    const cut = lines ? all.lastIndexOf(10) + 1 : all.length;
    if (cut === 0) continue;
    yield next(all.subarray(0, cut));
    waiting = [all.subarray(cut)];
    size = all.length - cut;
  }
  if (size > 0 || count === 0) yield next(Buffer.concat(waiting));
}

/** The thing that a piece belongs to, without its number: `hits/hit`. */
export function thingOf({ name }: Piece): string {
  return name.slice(0, name.lastIndexOf('/'));
}
