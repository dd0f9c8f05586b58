import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.ts';
import { openDiskFiles } from '../files/disk.ts';
import type { Files } from '../files/files.ts';
import { openS3Files, parseS3Url } from '../files/s3.ts';

/** Where backups go. */
export interface BackupTarget {
  files: Files;
  /** For people and for the record; without secrets. */
  place: string;
}

/** Opens `file:///folder` or `s3://bucket/prefix`. @throws Error when secrets would lie open in a store */
export async function openTarget(url: string, config: Config): Promise<BackupTarget> {
  if (url.startsWith('file:')) return { files: openDiskFiles(fileURLToPath(url)), place: fileURLToPath(url) };
  if (config.BACKUP_KEY === undefined) {
    throw new Error('A backup holds the secrets of the node: set BACKUP_KEY before it goes into an S3 store.');
  }
  const place = parseS3Url(url, config.FILES_S3_KEY, config.FILES_S3_SECRET);
  return { files: await openS3Files(place), place: `s3://${place.bucket}/${place.prefix}` };
}

/** Opens a backup by its whole address: a file, or `s3://bucket/prefix/backups/NAME?endpoint=…`. */
export async function openBackupFile(url: string, config: Config): Promise<Readable> {
  if (url.startsWith('file:')) return createReadStream(fileURLToPath(url));
  const address = new URL(url);
  const [, prefix = '', key = ''] = /^(.*?)\/?(backups\/[^/]+)$/.exec(address.pathname) ?? [];
  address.pathname = prefix;
  const files = await openS3Files(parseS3Url(address.href, config.FILES_S3_KEY, config.FILES_S3_SECRET));
  return await files.get(key);
}
