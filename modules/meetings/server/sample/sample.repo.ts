import type { Transaction } from 'kysely';
import type { BodyRules, ItemContent, ItemState, SessionState } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Trx = Transaction<MeetingsTables>;

/** Puts a session into the state in which the sample shows it. */
export async function setCourse(
  trx: Trx,
  id: string,
  course: { state: SessionState; openedAt: Date | null; closedAt: Date | null; rules: BodyRules | null },
): Promise<void> {
  await trx
    .updateTable('meetings.session')
    .set({
      state: course.state,
      opened_at: course.openedAt,
      closed_at: course.closedAt,
      rules: course.rules && JSON.stringify(course.rules),
    })
    .where('id', '=', id)
    .execute();
}

/** Members said that they come; invitees and staff too. */
export async function acceptAll(trx: Trx, sessionId: string, at: Date): Promise<void> {
  await trx
    .updateTable('meetings.participant')
    .set({ answer: 'accepted', answered_at: at })
    .where('session_id', '=', sessionId)
    .execute();
}

export async function decline(trx: Trx, id: string, reason: string): Promise<void> {
  await trx
    .updateTable('meetings.participant')
    .set({ answer: 'declined', answer_reason: reason })
    .where('id', '=', id)
    .execute();
}

export interface SampleItem {
  id: string;
  title: string;
  content: ItemContent;
  presenterId: string | null;
  presenter: string;
  seconds: number;
  state: ItemState;
  openedAt: Date | null;
  closedAt: Date | null;
}

export async function insertItems(trx: Trx, sessionId: string, items: readonly SampleItem[]): Promise<void> {
  await trx
    .insertInto('meetings.item')
    .values(
      items.map((item, index) => ({
        id: item.id,
        session_id: sessionId,
        parent_id: null,
        weight: (index + 1) * 1_000,
        number: String(index + 1),
        title: item.title,
        visibility: 'common' as const,
        content: item.content,
        content_id: null,
        presenter_id: item.presenterId,
        presenter: item.presenter,
        seconds: item.seconds,
        state: item.state,
        opened_at: item.openedAt,
        closed_at: item.closedAt,
      })),
    )
    .execute();
}
