import type { Kysely, Transaction } from 'kysely';
import { findConclusions } from '../conclusions/conclusions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import type { MinutesInput } from './compose-minutes.ts';
import { findAttendance, findHead, findItemsInOrder, findJournal } from './minutes.repo.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;

export type Head = Awaited<ReturnType<typeof findHead>>;

/** All that the minutes of a session are made of. */
export async function gatherMinutes(db: Db, sessionId: string): Promise<{ head: Head; input: MinutesInput }> {
  const [head, people, items, entries, conclusions] = await Promise.all([
    findHead(db, sessionId),
    findAttendance(db, sessionId),
    findItemsInOrder(db, sessionId),
    findJournal(db, sessionId),
    findConclusions(db, sessionId),
  ]);
  const named = (duty: 'chair' | 'secretary') => people.find(({ duties }) => duties.includes(duty))?.name ?? '';
  const input: MinutesInput = {
    body: head.body,
    title: head.title,
    mainPlace: head.mainPlace ?? '',
    placeCount: Number(head.placeCount),
    members: people.filter(({ kind, votes }) => kind === 'member' && votes),
    inviteeCount: people.filter(({ kind }) => kind === 'invitee').length,
    chair: named('chair'),
    secretary: named('secretary'),
    openedAt: head.openedAt,
    closedAt: head.closedAt,
    items,
    entries,
    conclusions: conclusions
      .filter(({ confirmedAt }) => confirmedAt !== null)
      .map((row) => ({ ...row, lead: row.lead?.name ?? '', partners: row.partners.map(({ name }) => name) })),
  };
  return { head, input };
}
