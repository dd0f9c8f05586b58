import type { Tx } from '#platform/server/database/transact.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import { lockSession, type SessionRecord } from './sessions.repo.ts';
import { isBeforeOpening, isStep, type Step } from './states.ts';

/** Locks a session that is in a state for this step. @throws meetings.session_not_found, meetings.session_state */
export async function lockForStep(tx: Tx, id: string, step: Step): Promise<SessionRecord> {
  const session = await lockSession(tx.as<MeetingsTables>(), id);
  if (!session) throw meetingsErrors.fail('meetings.session_not_found');
  if (!isStep(session.state, step)) {
    throw meetingsErrors.fail('meetings.session_state', {
      detail: `A session that is ${session.state} cannot do: ${step}.`,
    });
  }
  return session;
}

/** Locks a session that has not opened. @throws meetings.session_not_found, meetings.session_state */
export async function lockBeforeOpening(tx: Tx, id: string): Promise<SessionRecord> {
  const session = await lockSession(tx.as<MeetingsTables>(), id);
  if (!session) throw meetingsErrors.fail('meetings.session_not_found');
  if (!isBeforeOpening(session.state)) {
    throw meetingsErrors.fail('meetings.session_state', { detail: 'It has opened: this stands now.' });
  }
  return session;
}

/** Locks a session that is not over. @throws meetings.session_not_found, meetings.session_state */
export async function lockUnended(tx: Tx, id: string): Promise<SessionRecord> {
  const session = await lockSession(tx.as<MeetingsTables>(), id);
  if (!session) throw meetingsErrors.fail('meetings.session_not_found');
  if (session.state === 'closed' || session.state === 'cancelled') throw meetingsErrors.fail('meetings.session_state');
  return session;
}
