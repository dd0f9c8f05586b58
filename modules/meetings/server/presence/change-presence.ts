import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { PresenceSource } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { type JournalEntry, writeJournal } from '../journal/write-journal.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import type { VoteTables } from '../votes/tables.ts';
import { arrive, leave } from './presence.repo.ts';

export interface PresenceChange {
  /** Who is there from now on, and where they sit. */
  there: readonly { id: string; placeId: string | null }[];
  gone: readonly string[];
  source: PresenceSource;
  /** The participant who says so. */
  by: string;
  reason?: string | null;
}

/**
 * Changes who is there, in the caller's transaction: rows, journal, audit. What changes nothing writes nothing into the
 * journal. @throws meetings.session_state unless the session is invited, open or paused
 */
export async function changePresence(ctx: Context, tx: Tx, sessionId: string, change: PresenceChange): Promise<void> {
  const trx = tx.as<VoteTables>();
  const session = (await lockSession(trx, sessionId)) as SessionRecord;
  if (!['invited', 'open', 'paused'].includes(session.state)) throw meetingsErrors.fail('meetings.session_state');
  const { came, went } = await write(trx, sessionId, change, ctx.platform.now());
  const data = { source: change.source, ...(change.reason != null && { reason: change.reason }) };
  const entries: JournalEntry[] = [
    ...came.map((participantId) => ({ kind: 'presence_in' as const, participantId, data })),
    ...went.map((participantId) => ({ kind: 'presence_out' as const, participantId, data })),
  ];
  if (entries.length > 0) await writeJournal(ctx, tx, sessionId, change.by, entries);
  tx.audit({
    action: 'meetings.presence.change',
    subject: { type: 'meetings.session', id: sessionId },
    unitId: session.agencyId,
    before: null,
    after: { came, went, ...data },
  });
}

async function write(trx: Transaction<VoteTables>, sessionId: string, change: PresenceChange, at: Date) {
  const { there, gone, source, by } = change;
  const arrivals = there.map(({ id, placeId }) => ({
    id: uuidv7(),
    sessionId,
    participantId: id,
    placeId,
    source,
    recordedBy: by,
  }));
  return { came: await arrive(trx, arrivals, at), went: await leave(trx, gone, at, by) };
}
