import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import { writeProgress } from './progress.repo.ts';
import type { VoteTables } from './tables.ts';

/** Screens hear at most so often that ballots came in: enough for the eye, and too seldom to tell one ballot from the next. */
const PAUSE_MS = 500;

const waiting = new WeakMap<Platform, Map<string, NodeJS.Timeout>>();

/** Tells the screens of a session, soon, that more have voted. Costs a session two statements a second, however many vote. */
export function noteProgress({ platform }: Context, sessionId: string): void {
  let sessions = waiting.get(platform);
  if (sessions === undefined) waiting.set(platform, (sessions = new Map()));
  if (sessions.has(sessionId)) return;
  const tell = () => {
    sessions.delete(sessionId);
    writeProgress(platform.db as Kysely<VoteTables>, sessionId).catch((error: unknown) => {
      platform.log.warn({ err: error }, 'screens could not be told of ballots; the next ballot tells them');
    });
  };
  sessions.set(sessionId, setTimeout(tell, PAUSE_MS).unref());
}
