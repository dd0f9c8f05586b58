import type { Dirent } from 'node:fs';
import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSizes {
  freeBytes: number;
  totalBytes: number;
  /** Bytes on the disk of each thing in the folder, the largest first. */
  takes: { name: string; bytes: number }[];
  measuredAt: Date;
}

const KEEP_MS = 60_000;
const BLOCK_BYTES = 512;
const kept = new Map<string, { until: number; sizes: Promise<FolderSizes> }>();

/** What lies in a folder, and how full its disk is. Measured once a minute at most, however many ask. */
export function folderSizes(folder: string, now: Date): Promise<FolderSizes> {
  const known = kept.get(folder);
  if (known && known.until > now.getTime()) return known.sizes;
  const sizes = measure(folder, now);
  kept.set(folder, { until: now.getTime() + KEEP_MS, sizes });
  sizes.catch(() => kept.delete(folder));
  return sizes;
}

async function measure(folder: string, measuredAt: Date): Promise<FolderSizes> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const takes: { name: string; bytes: number }[] = [];
  for (const { name } of await entriesOf(folder)) takes.push({ name, bytes: await sizeOf(join(folder, name)) });
  takes.sort((a, b) => b.bytes - a.bytes);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, takes, measuredAt };
}

/** Bytes that a file, or all below a folder, takes on the disk. What goes away meanwhile counts nothing. */
async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  let bytes = found.blocks * BLOCK_BYTES;
  if (found.isDirectory()) for (const { name } of await entriesOf(path)) bytes += await sizeOf(join(path, name));
  return bytes;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return await readdir(folder, { withFileTypes: true }).catch(() => []);
}
