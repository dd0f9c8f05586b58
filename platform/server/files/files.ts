import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { platformErrors } from '../../errors.ts';

/** A stored file, as the store knows it. Its name and type stand in PostgreSQL. */
export interface StoredBytes {
  size: number;
  sha256: Buffer;
}

/**
 * The port of five functions behind which files lie in a folder or in an S3 store. Keys: `module/yyyy/uuid`, and
 * `backups/nhipcau-H32-20261125T023000Z.tar.zst`, whose name people read.
 */
export interface Files {
  /** Stores a stream whole or not at all. @throws AppError platform.too_large beyond `maxBytes` */
  put(key: string, content: Readable, maxBytes: number): Promise<StoredBytes>;
  /** @throws AppError platform.file_not_found */
  get(key: string): Promise<Readable>;
  has(key: string): Promise<boolean>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Keys below a prefix, in order. */
  list(prefix: string): AsyncIterable<string>;
}

const KEY = /^(?:[a-z]+\/\d{4}\/[0-9a-f-]{36}|backups\/nhipcau-[A-Z0-9]+-[0-9TZ]{16}\.tar\.zst(?:\.age)?)$/;

/** Keys are made by the program; anything else never reaches a path. @throws Error */
export function assertKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`"${key}" is not a key of a file.`);
  return key;
}

/** Lets a stream through, counts and hashes it on the way. @throws (in the pipeline) platform.too_large */
export function meter(maxBytes: number): { stream: Transform; stored(): StoredBytes } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(platformErrors.fail('platform.too_large', { detail: `At most ${maxBytes} bytes are taken.` }));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, stored: () => ({ size, sha256: hash.digest() }) };
}
