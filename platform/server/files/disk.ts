import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { platformErrors } from '../../errors.ts';
import { assertKey, type Files, meter } from './files.ts';

/** Files in a folder. A file appears under its name only when it is whole and on the disk. */
export function openDiskFiles(folder: string): Files {
  const top = resolve(folder);
  const pathOf = (key: string) => join(top, ...assertKey(key).split('/'));
  /** Folders known to stand in their parents on the disk: one that is there may be of another writer, a moment ago. */
  const lasting = new Set<string>();
  async function makeFolder(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true });
    if (lasting.has(path)) return;
    const made = first === undefined ? null : resolve(first);
    const stop = made !== null && top.startsWith(made) ? dirname(made) : top;
    for (let at = path; at !== stop; at = dirname(at)) await syncFolder(dirname(at));
    lasting.add(path);
  }
  return {
    async put(key, content, maxBytes) {
      const path = pathOf(key);
      await makeFolder(dirname(path));
      const beside = join(dirname(path), `.${randomUUID()}.part`);
      const { stream, stored } = meter(maxBytes);
      try {
        await pipeline(content, stream, createWriteStream(beside, { flush: true }));
        await rename(beside, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
      return stored();
    },
    async get(key) {
      const path = pathOf(key);
      const file = await open(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw platformErrors.fail('platform.file_not_found');
        throw error;
      });
      return createReadStream(path, { fd: file });
    },
    async has(key) {
      return await access(pathOf(key)).then(
        () => true,
        () => false,
      );
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async *list(prefix) {
      // Only the folder that the prefix names whole is read, not all that was ever stored.
      const below = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      if (below.split('/').includes('..')) return;
      const start = join(top, below);
      const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch(() => []);
      const keys = entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
      yield* keys.filter((key) => key.startsWith(prefix)).sort();
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
