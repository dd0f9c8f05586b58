import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import type { Files } from './files.ts';

const CONTENT = 'Nhịp Cầu';

/** Writes, reads and removes a few bytes, as the node will. @throws Error of the store */
export async function tryFiles(files: Files): Promise<void> {
  const key = `platform/${new Date().getUTCFullYear()}/${uuidv7()}`;
  await files.put(key, Readable.from([Buffer.from(CONTENT)]), 100);
  try {
    if ((await text(await files.get(key))) !== CONTENT) throw new Error('what was read is not what was written');
  } finally {
    await files.remove(key);
  }
}
