import { linkSync } from 'node:fs';

/** Puts a file at a path where none stands yet. A link appears whole or not at all, and only one of two can make it. */
export function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
