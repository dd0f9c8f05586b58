import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SpeakerEntry } from '../../../contract.ts';
import { floor } from '../../api.ts';
import { clockText } from '../clock-text.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';
import { SpeakerName } from './floor-panel.tsx';

/** Those who wait for the word, in their order; who keeps the list gives it and puts it in order. */
export function QueuePanel({ manage = false, most }: { manage?: boolean; most?: number }) {
  const { t } = useTranslation('meetings');
  const { state } = useRoom();
  const { item, waiting } = state;
  const shown = most === undefined ? waiting : waiting.slice(0, most);
  return (
    <section className={styles.card} aria-labelledby="room-queue">
      <h2 id="room-queue" className={styles.title}>
        {t('room.queue', { count: waiting.length })}
        {item?.listClosed && <small className={styles.quiet}>{t('room.listClosed')}</small>}
      </h2>
      {waiting.length === 0 && <p className={styles.quiet}>{t('room.queueEmpty')}</p>}
      <ol className={styles.queue}>
        {shown.map((entry, at) => (
          <li key={entry.id}>
            <span className={styles.place}>{at + 1}</span>
            <SpeakerName entry={entry} />
            <Spoken entry={entry} />
            {manage && item && <QueueActs itemId={item.id} entry={entry} at={at} />}
          </li>
        ))}
      </ol>
      {shown.length < waiting.length && (
        <p className={styles.quiet}>{t('room.queueMore', { count: waiting.length - shown.length })}</p>
      )}
    </section>
  );
}

function Spoken({ entry }: { entry: SpeakerEntry }) {
  const { t } = useTranslation('meetings');
  const text = entry.first
    ? t('room.first')
    : t('room.spoken', { count: entry.spoken.times, time: clockText(Math.round(entry.spoken.ms / 1_000)) });
  return <span className={styles.quiet}>{text}</span>;
}

function QueueActs({ itemId, entry, at }: { itemId: string; entry: SpeakerEntry; at: number }) {
  const { t } = useTranslation('meetings');
  const { id, state } = useRoom();
  const ids = state.waiting.map((one) => one.id);
  const params = { id, itemId, entryId: entry.id };
  const swap = (to: number) => {
    const order = ids.filter((one) => one !== entry.id);
    order.splice(to, 0, entry.id);
    return floor.reorderList({ params: { id, itemId }, body: { ids: order } });
  };
  return (
    <span className={styles.acts}>
      <Act size="compact-sm" run={() => floor.setWord({ params, body: { act: 'give' } })}>
        {t('room.giveWord')}
      </Act>
      <Act
        size="compact-sm"
        variant="default"
        disabled={at === 0}
        aria-label={t('room.up', { name: entry.name })}
        run={() => swap(at - 1)}
      >
        <IconArrowUp size={16} />
      </Act>
      <Act
        size="compact-sm"
        variant="default"
        disabled={at === ids.length - 1}
        aria-label={t('room.down', { name: entry.name })}
        run={() => swap(at + 1)}
      >
        <IconArrowDown size={16} />
      </Act>
      <Act
        size="compact-sm"
        variant="default"
        aria-label={t('room.sendAway', { name: entry.name })}
        run={() => floor.leaveList({ params })}
      >
        <IconX size={16} />
      </Act>
    </span>
  );
}
