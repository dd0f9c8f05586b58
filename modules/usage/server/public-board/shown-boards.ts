import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Platform } from '#platform/server/platform.ts';
import type { UsageTables } from '../tables.ts';
import { findShown, type ShownBoard } from './boards.repo.ts';
import { boardPage, waitingPage } from './page.ts';

/** After so long a process asks the database again: a board that was taken back is gone everywhere by then. */
const KEPT_MS = 30_000;
const KEPT = 500;

export interface Shown extends ShownBoard {
  html: string;
  etag: string;
}

/** Public boards as they are shown, from memory. Answers undefined when nothing is published there. */
export function shownBoards(platform: Platform): (slug: string) => Promise<Shown | undefined> {
  const known = new LRUCache<string, { shown: Shown | undefined }>({ max: KEPT, ttl: KEPT_MS });
  return async (slug) => {
    const kept = known.get(slug);
    if (kept) return kept.shown;
    const board = await findShown(platform.reports as Kysely<UsageTables>, slug);
    const shown = board && shownAs(board);
    known.set(slug, { shown });
    return shown;
  };
}

function shownAs(board: ShownBoard): Shown {
  const html = board.snapshot === null ? waitingPage() : boardPage(board.snapshot);
  return { ...board, html, etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"` };
}
