import { useTranslation } from 'react-i18next';
import { floor } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

const MORE_SECONDS = 60;

/** What the chair does with the speech that runs. */
export function WordActs() {
  const { t } = useTranslation('meetings');
  const { id, state } = useRoom();
  const { item, floor: onFloor } = state;
  if (!item) return null;
  const params = { id, itemId: item.id };
  const entry = onFloor.find((one) => one.state === 'speaking') ?? onFloor[0];
  return (
    <div className={styles.acts}>
      {entry?.state === 'speaking' && (
        <Act
          variant="default"
          run={() => floor.setWord({ params: { ...params, entryId: entry.id }, body: { act: 'pause' } })}
        >
          {t('room.pauseWord')}
        </Act>
      )}
      {entry?.state === 'paused' && (
        <Act
          variant="default"
          run={() => floor.setWord({ params: { ...params, entryId: entry.id }, body: { act: 'resume' } })}
        >
          {t('room.resumeWord')}
        </Act>
      )}
      {entry && (
        <>
          <Act
            variant="default"
            run={() =>
              floor.extendSpeech({ params: { ...params, entryId: entry.id }, body: { seconds: MORE_SECONDS } })
            }
          >
            {t('room.oneMinuteMore')}
          </Act>
          <Act
            variant="default"
            run={() => floor.setWord({ params: { ...params, entryId: entry.id }, body: { act: 'end' } })}
          >
            {t('room.endWord')}
          </Act>
        </>
      )}
      {!entry && (
        <Act variant="default" run={() => floor.putBack({ params })}>
          {t('room.putBack')}
        </Act>
      )}
      <Act variant="default" run={() => floor.setListClosed({ params, body: { closed: !item.listClosed } })}>
        {t(item.listClosed ? 'room.openList' : 'room.closeList')}
      </Act>
    </div>
  );
}
