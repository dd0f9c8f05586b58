import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** So long a page that is open may still ask for the parts it was built with. */
const KEEP_MS = 7 * 86_400_000;

/**
 * Builds over the last build instead of emptying its folder: a node that serves it never stands without screens, and
 * pages that are open still find their parts, whose names carry a hash. Parts that no build wrote for a week go.
 */
export function keepLastBuild(): Plugin {
  let assets = '';
  return {
    name: 'nhipcau:keep-last-build',
    apply: 'build',
    config: () => ({ build: { emptyOutDir: false } }),
    configResolved({ root, build }) {
      assets = resolve(root, build.outDir, build.assetsDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const oldest = Date.now() - KEEP_MS;
        for (const name of await readdir(assets)) {
          const path = join(assets, name);
          if ((await stat(path)).mtimeMs < oldest) await rm(path);
        }
      },
    },
  };
}
