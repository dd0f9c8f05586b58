import { useTranslation } from 'react-i18next';
import { floor, meetings, voting } from '../../api.ts';
import styles from '../room.module.css';
import { type RoomStep, roomStep } from '../room-step.ts';
import { type Room, useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

/** The one next step of the chair, always at the same place, under the thumb. */
export function NextStepBar() {
  const { t } = useTranslation('meetings');
  const room = useRoom();
  const step = roomStep(room);
  const run = actOf(room, step);
  return (
    <section className={styles.step} aria-label={t('room.nextStep')}>
      {run ? (
        <Act key={`${step.step} ${step.subject}`} size="lg" fullWidth run={run}>
          {t(`room.step.${step.step}`, { name: nameOf(room, step) })}
        </Act>
      ) : (
        <p className={styles.quiet}>{t(`room.step.${step.step}`, { name: '' })}</p>
      )}
    </section>
  );
}

/** Null where there is nothing to do but to wait. */
function actOf({ id, state }: Room, { step, subject }: RoomStep): (() => Promise<unknown>) | null {
  const session = { params: { id } };
  const vote = { params: { id, voteId: subject ?? '' } };
  const item = (to: 'open' | 'closed') => () =>
    floor.setItemState({ params: { id, itemId: subject ?? '' }, body: { to } });
  const word = (act: 'give' | 'resume' | 'end') => () =>
    floor.setWord({ params: { id, itemId: state.item?.id ?? '', entryId: subject ?? '' }, body: { act } });
  switch (step) {
    case 'open_session':
      return () => meetings.openSession(session);
    case 'resume_session':
      return () => meetings.resumeSession(session);
    case 'close_session':
      return () => meetings.closeSession(session);
    case 'open_item':
    case 'resume_item':
      return item('open');
    case 'close_item':
      return item('closed');
    case 'give_word':
      return word('give');
    case 'resume_word':
      return word('resume');
    case 'end_word':
      return word('end');
    case 'start_vote':
      return () => voting.startVote({ ...vote, body: {} });
    case 'stop_vote':
      return () => voting.stopVote(vote);
    case 'publish_vote':
      return () => voting.publishVote(vote);
    default:
      return null;
  }
}

/** Whom or what the step is about, in words. */
function nameOf({ state, votes }: Room, { step, subject }: RoomStep): string {
  const { item, nextItem, floor, waiting } = state;
  if (step === 'open_item') return nextItem?.title ?? '';
  if (step === 'close_item' || step === 'resume_item') return item?.title ?? '';
  const vote = votes.find(({ id }) => id === subject);
  return vote?.title ?? [...floor, ...waiting].find(({ id }) => id === subject)?.name ?? '';
}
