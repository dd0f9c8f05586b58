import { useTranslation } from 'react-i18next';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';

/** What is dealt with now, and what comes next. */
export function NowItem({ size = 'large' }: { size?: 'large' | 'wall' }) {
  const { t } = useTranslation('meetings');
  const { item, nextItem, session } = useRoom().state;
  return (
    <section className={styles.now} data-size={size} aria-labelledby="room-now">
      <p className={styles.quiet}>{t(`room.stage.${item?.state === 'paused' ? 'itemPaused' : session.state}`)}</p>
      <h2 id="room-now">
        {item ? [item.number, item.title].filter(Boolean).join('. ') : t(`room.noItem.${session.state}`)}
      </h2>
      {item?.presenter && <p className={styles.quiet}>{t('room.presents', { name: item.presenter })}</p>}
      {nextItem && (
        <p className={styles.quiet}>
          {t('room.next', { title: [nextItem.number, nextItem.title].filter(Boolean).join('. ') })}
        </p>
      )}
    </section>
  );
}
