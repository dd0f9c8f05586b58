import { useTranslation } from 'react-i18next';
import type { Clock } from '../../../contract.ts';
import { useServerNow } from '../../live/use-live-session.ts';
import { clockText, readClock } from '../clock-text.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';

/** A clock that every screen shows alike. Amber before its end, red after it; the words say so too. */
export function RoomClock({ clock, size = 'small' }: { clock: Clock; size?: 'small' | 'large' | 'wall' }) {
  const { t } = useTranslation('meetings');
  const room = useRoom();
  const { warnBefore } = room.state;
  const { seconds, counts } = readClock(clock, useServerNow(room.clock, clock.running));
  const tone = counts === 'up' ? 'quiet' : seconds < 0 ? 'late' : seconds <= warnBefore ? 'soon' : 'active';
  return (
    <span className={styles.clock} data-size={size} data-tone={tone} role="timer">
      {clockText(seconds)}
      {size !== 'small' && <small>{t(seconds < 0 ? 'room.over' : counts === 'up' ? 'room.used' : 'room.left')}</small>}
    </span>
  );
}
