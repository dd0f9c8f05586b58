import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of a bench's database: a new one that goes when the bench ends, or one that is kept for the next run. */
export interface BenchFolder {
  path: string;
  /** Was it filled by an earlier run with just this content? */
  filled: boolean;
  /** Says that it is filled now. */
  markFilled(): void;
  /** Removes it, unless it is to be kept and filled. */
  end(): void;
}

/**
 * `content` tells what fills it; a kept folder with other content, or one half filled, is begun anew.
 * @throws Error for a folder with content that no bench has made
 */
export function openBenchFolder(kept: string | undefined, content: string): BenchFolder {
  const path = kept ?? mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
  const mark = join(path, 'bench-content.txt');
  let filled = existsSync(mark) && readFileSync(mark, 'utf8') === content;
  if (!filled && existsSync(mark)) rmSync(path, { recursive: true });
  mkdirSync(path, { recursive: true });
  if (!existsSync(mark) && readdirSync(path).length > 0) throw new Error(`${path} holds something else.`);
  // PostgreSQL runs under a login of its own.
  chmodSync(path, 0o755);
  if (!filled) writeFileSync(mark, '');
  return {
    path,
    filled,
    markFilled: () => {
      writeFileSync(mark, content);
      filled = true;
    },
    end: () => {
      if (kept === undefined || !filled) rmSync(path, { recursive: true, force: true });
    },
  };
}
