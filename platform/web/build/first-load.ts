import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  imports?: string[];
}

export type Manifest = Record<string, Chunk>;

/** What a page may weigh before it shows anything: JavaScript, gzip, all in. */
export const BUDGETS: Record<string, number> = { 'index.html': 220_000, 'door.html': 90_000 };

/** The scripts that a page loads at once: its entry and all that this imports statically. */
export function firstLoad(manifest: Manifest, page: string): string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The manifest knows no ${name}.`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit(page);
  return [...seen];
}

/** Bytes of the first load of each page, gzip, with the names of those that are too heavy. */
export function weigh(distDir: string): { page: string; bytes: number; budget: number }[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(distDir, '.vite/manifest.json'), 'utf8'));
  return Object.entries(BUDGETS).map(([page, budget]) => {
    const files = firstLoad(manifest, page);
    const bytes = files.reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(distDir, file)), { level: 9 }).length,
      0,
    );
    return { page, bytes, budget };
  });
}
