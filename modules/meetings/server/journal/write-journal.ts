import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { sessionTopic } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import { insertEntries, nextVersions } from './journal.repo.ts';
import type { JournalKind } from './journal-kinds.ts';

export interface JournalEntry {
  kind: JournalKind;
  itemId?: string | null;
  /** Whom it is about: who has the word, who came. */
  participantId?: string | null;
  data?: Record<string, unknown>;
  /** The entry that this one corrects. */
  corrects?: bigint;
}

/**
 * Writes what happened in a session, in the caller's transaction, and tells its screens. The session's row stays locked
 * until the commit, so that entries follow one another without a gap.
 * @param actorId the participant who did it; null for the system
 * @returns the session's version from now on
 */
export async function writeJournal(
  ctx: Context,
  tx: Tx,
  sessionId: string,
  actorId: string | null,
  entries: readonly JournalEntry[],
): Promise<bigint> {
  const trx = tx.as<MeetingsTables>();
  const last = await nextVersions(trx, sessionId, entries.length);
  const first = last - BigInt(entries.length) + 1n;
  await insertEntries(trx, sessionId, first, ctx.platform.now(), actorId, entries);
  tx.emit({ topic: sessionTopic(sessionId), payload: { version: String(last) } });
  return last;
}

/** Tells a session's screens of a change that is no matter for the minutes (a hand up, an order in the queue). */
export async function touchSession(tx: Tx, sessionId: string): Promise<bigint> {
  const trx = tx.as<MeetingsTables>();
  const version = await nextVersions(trx, sessionId, 1);
  tx.emit({ topic: sessionTopic(sessionId), payload: { version: String(version) } });
  return version;
}
