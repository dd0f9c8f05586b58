import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { platformErrors } from '../../errors.ts';
import { assertKey, type Files, meter } from './files.ts';

/** Files in a folder. A file appears under its name only when it is whole and on the disk. */
export function openDiskFiles(folder: string): Files {
  const pathOf = (key: string) => join(folder, ...assertKey(key).split('/'));
  return {
    async put(key, content, maxBytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
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
      const top = join(folder, below);
      const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch(() => []);
      const keys = entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
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
