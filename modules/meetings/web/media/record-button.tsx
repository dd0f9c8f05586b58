import { Button } from '@mantine/core';
import { IconPlayerRecord, IconPlayerStop } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { MediaView } from '../../contract.ts';
import styles from './media.module.css';
import type { RoomLine } from './room.ts';
import { useRecorder } from './use-recorder.ts';

export interface RecordButtonProps {
  sessionId: string;
  view: MediaView;
  room: RoomLine;
  /** Where the large picture stands. */
  stage: RefObject<HTMLElement | null>;
}

/** Records the main programme in this window; everybody sees that it runs. */
export function RecordButton({ sessionId, view, room, stage }: RecordButtonProps) {
  const { t } = useTranslation('meetings');
  const { running, waiting, error, start, stop } = useRecorder(sessionId);
  const shown = useRef(room);
  useEffect(() => {
    shown.current = room;
  }, [room]);
  if (!view.can.record && !running) return null;
  const parts = {
    picture: () => stage.current?.querySelector<HTMLVideoElement>('figure video') ?? null,
    caption: () => stage.current?.querySelector('figcaption')?.textContent ?? '',
    sounds: () => shown.current.tracksOf('microphone'),
  };
  return (
    <>
      <Button
        size="sm"
        color={running ? 'red' : undefined}
        variant={running ? 'filled' : 'default'}
        disabled={!running && view.recording !== null}
        leftSection={running ? <IconPlayerStop size={18} aria-hidden /> : <IconPlayerRecord size={18} aria-hidden />}
        onClick={() => void (running ? stop() : start(parts))}
      >
        {t(running ? 'media.record.stop' : 'media.record.start')}
      </Button>
      {waiting > 1 && <span className={styles.quiet}>{t('media.record.waiting', { count: waiting })}</span>}
      {error !== null && <ErrorState compact error={error} />}
    </>
  );
}
