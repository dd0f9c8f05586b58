import { useTranslation } from 'react-i18next';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';

/** Says when the line is lost, and what still counts. */
export function LineNotice() {
  const { t } = useTranslation('meetings');
  const { line } = useRoom();
  return <div role="status">{line === 'lost' && <p className={styles.lost}>{t('room.lineLost')}</p>}</div>;
}
