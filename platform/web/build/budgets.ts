import { join } from 'node:path';
import type { Plugin } from 'vite';
import { weigh } from './first-load.ts';

/** Says after each build what the first load of each page weighs; a page over its budget fails the build. */
export function budgets(): Plugin {
  let outDir = '';
  return {
    name: 'nhipcau:budgets',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const { page, bytes, budget } of weigh(outDir)) {
        const says = `${page}: first load ${(bytes / 1000).toFixed(1)} kB of JavaScript (gzip), budget ${budget / 1000} kB`;
        if (bytes > budget) this.error(says);
        console.log(says);
      }
    },
  };
}
