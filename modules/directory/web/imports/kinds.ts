import type { ImportState } from '#platform/contracts/imports.ts';

/** `directory.people` → `people`: a key of the texts may hold no dot. */
export function shortOf(kind: string): 'people' | 'agencies' {
  return kind === 'directory.agencies' ? 'agencies' : 'people';
}

export const TONES = {
  checking: 'active',
  checked: 'soon',
  running: 'active',
  done: 'done',
  failed: 'late',
  undone: 'quiet',
} as const satisfies Record<ImportState, string>;
