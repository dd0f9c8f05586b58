import { useTranslation } from 'react-i18next';
import type { SpeakerEntry } from '../../../contract.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { RoomClock } from './room-clock.tsx';

/** Who has the word, and their clock. */
export function FloorPanel({ size = 'large', children }: { size?: 'large' | 'wall'; children?: React.ReactNode }) {
  const { t } = useTranslation('meetings');
  const { floor } = useRoom().state;
  return (
    <section className={styles.card} data-size={size} aria-labelledby="room-floor">
      <h2 id="room-floor" className={styles.title}>
        {t('room.floor')}
      </h2>
      {floor.length === 0 && <p className={styles.quiet}>{t('room.nobodySpeaks')}</p>}
      {floor.map((entry) => (
        <div key={entry.id} className={styles.speaker} data-state={entry.state}>
          <SpeakerName entry={entry} />
          <RoomClock clock={entry.clock} size={size} />
        </div>
      ))}
      {children}
    </section>
  );
}

export function SpeakerName({ entry }: { entry: SpeakerEntry }) {
  const { t } = useTranslation('meetings');
  const marks = [
    entry.pointOfOrder && (entry.category ?? t('room.pointOfOrder')),
    entry.answer && t('room.answer'),
    entry.kind !== 'none' && t(`room.speech.${entry.kind}`),
    entry.state === 'paused' && t('room.paused'),
  ].filter(Boolean);
  return (
    <span className={styles.who}>
      <b>{entry.name || t('room.nameLater')}</b>
      <span className={styles.quiet}>{[entry.title || entry.unit, ...marks].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
