import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { precompress } from './precompress.ts';

/** A script that pages of others load: one file, nothing beside it. */
export interface StandaloneScript {
  /** Absolute paths; the folder of `file` is emptied first. */
  entry: string;
  file: string;
  /** What it may weigh, gzip. */
  budgetBytes: number;
  /** A comment that stays at its head. */
  banner: string;
}

/** Builds the script with the screens, so that whoever has the one has the other. */
export function standaloneScript(script: StandaloneScript): Plugin {
  return {
    name: 'nhipcau:standalone-script',
    apply: 'build',
    async closeBundle() {
      const bytes = await buildScript(script);
      console.log(weightOf(script, bytes));
    },
  };
}

/** Writes the script and its packed forms. Answers its bytes, gzip. @throws Error when it is over its budget */
export async function buildScript(script: StandaloneScript): Promise<number> {
  const { entry, file, budgetBytes, banner } = script;
  await build({
    configFile: false,
    root: dirname(entry),
    publicDir: false,
    logLevel: 'warn',
    plugins: [precompress()],
    build: {
      outDir: dirname(file),
      emptyOutDir: true,
      // What people's phones of the last eight years understand.
      target: 'es2018',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: basename(file), postBanner: banner } },
    },
  });
  const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
  if (bytes > budgetBytes) throw new Error(weightOf(script, bytes));
  return bytes;
}

function weightOf({ file, budgetBytes }: StandaloneScript, bytes: number): string {
  return `${basename(file)}: ${(bytes / 1000).toFixed(1)} kB (gzip), budget ${budgetBytes / 1000} kB`;
}
