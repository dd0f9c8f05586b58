import type { Readable } from 'node:stream';

/** A stored file, as the store knows it. Its name and type stand in PostgreSQL. */
export interface StoredBytes {
  size: number;
  sha256: Buffer;
}

/** The port of five functions behind which files lie in a folder or in an S3 store. Keys: `module/yyyy/uuid`. */
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
