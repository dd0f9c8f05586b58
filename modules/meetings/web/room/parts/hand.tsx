import { useTranslation } from 'react-i18next';
import { floor } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

/** Up goes the hand: onto the list of speakers, and down again. */
export function Hand() {
  const { t } = useTranslation('meetings');
  const { id, state, me } = useRoom();
  const { item, floor: onFloor, waiting } = state;
  if (!item || me.participantId === null || state.session.state !== 'open') return null;
  const params = { id, itemId: item.id };
  const speaking = onFloor.find((entry) => entry.participantId === me.participantId);
  if (speaking) {
    return (
      <div className={styles.hand}>
        <b role="status">{t('room.youSpeak')}</b>
        <Act
          size="lg"
          variant="default"
          run={() => floor.setWord({ params: { ...params, entryId: speaking.id }, body: { act: 'end' } })}
        >
          {t('room.iAmDone')}
        </Act>
      </div>
    );
  }
  const at = waiting.findIndex((entry) => entry.participantId === me.participantId);
  const entry = waiting[at];
  if (entry) {
    return (
      <div className={styles.hand}>
        <b role="status">{at === 0 ? t('room.youAreNext') : t('room.yourPlace', { place: at + 1 })}</b>
        <Act size="lg" variant="default" run={() => floor.leaveList({ params: { ...params, entryId: entry.id } })}>
          {t('room.handDown')}
        </Act>
      </div>
    );
  }
  return (
    <div className={styles.hand}>
      <Act size="lg" disabled={item.listClosed} run={() => floor.enterList({ params, body: {} })}>
        {t('room.handUp')}
      </Act>
      <Act size="lg" variant="default" run={() => floor.enterList({ params, body: { pointOfOrder: true } })}>
        {t('room.pointOfOrder')}
      </Act>
      {item.listClosed && <p className={styles.quiet}>{t('room.listClosedText')}</p>}
    </div>
  );
}
