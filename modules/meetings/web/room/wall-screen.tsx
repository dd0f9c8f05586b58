import { Button } from '@mantine/core';
import { IconMaximize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FloorPanel } from './parts/floor-panel.tsx';
import { LineNotice } from './parts/line-notice.tsx';
import { NowItem } from './parts/now-item.tsx';
import { Picture } from './parts/picture.tsx';
import { QuorumBadge } from './parts/presence-panel.tsx';
import { QueuePanel } from './parts/queue-panel.tsx';
import { VotePanel } from './parts/vote-panel.tsx';
import styles from './room.module.css';
import { useRoom } from './use-room.ts';

/** For a projector: what is dealt with, who speaks and for how long, whether they are enough, what came out. */
export function WallScreen() {
  const { t } = useTranslation('meetings');
  const { id, state } = useRoom();
  const wall = useRef<HTMLDivElement>(null);
  const { title } = state.session;
  useEffect(() => {
    document.title = `${title} · ${t('room.view.wall')}`;
  }, [title, t]);
  return (
    <div ref={wall} className={styles.wall}>
      <div className={styles.wallHead}>
        <h1>{title}</h1>
        {state.quorum && <QuorumBadge quorum={state.quorum} />}
        <span className={styles.wallActs}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconMaximize size={16} />}
            onClick={() => void wall.current?.requestFullscreen()}
          >
            {t('room.fullScreen')}
          </Button>
          <Link to={`/meetings/${id}/room`}>{t('room.back')}</Link>
        </span>
      </div>
      <LineNotice />
      <NowItem size="wall" />
      <Picture as="wall" />
      <FloorPanel size="wall" />
      <VotePanel size="wall" />
      <QueuePanel most={5} />
    </div>
  );
}
