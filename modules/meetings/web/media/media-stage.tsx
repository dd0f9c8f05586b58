import { Alert, Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { MediaView } from '../../contract.ts';
import { Captions } from './captions.tsx';
import { Chat } from './chat.tsx';
import { Controls } from './controls.tsx';
import { DeviceCheck } from './device-check.tsx';
import { LineNote } from './line-note.tsx';
import styles from './media.module.css';
import { People } from './people.tsx';
import { RecordButton } from './record-button.tsx';
import { StageView } from './stage-view.tsx';
import { isOnItsWay, useMediaView } from './use-media-view.ts';
import { type Choice, useRoom } from './use-room.ts';

/** From where a session is looked at. A wall and a viewer only receive, and come in by themselves. */
export type MediaRole = 'chair' | 'secretary' | 'place' | 'member' | 'wall' | 'viewer';

export interface MediaStageProps {
  /** Id of the session. */
  session: string;
  as: MediaRole;
  /** Chat and the list of people beside the picture; a phone and a wall have none. */
  aside?: boolean;
  /** Says nothing where there is no picture by the settings of node or session. */
  quiet?: boolean;
}

const LOOK_ON: Choice = { as: 'look_on', camera: false, openWithWord: false };
const PHONE_TILES = 4;

/**
 * Picture and sound of a session. Agenda, word and votes do not need it: whatever fails here is told here and stops
 * nothing else.
 */
export function MediaStage({
  session,
  as: role,
  aside = role === 'chair' || role === 'secretary',
  quiet = false,
}: MediaStageProps) {
  const { t } = useTranslation('meetings');
  const { view, error, called, answered } = useMediaView(session);
  const hold = useRoom(session);
  const [checking, setChecking] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const receives = role === 'wall' || role === 'viewer';
  const ready = view?.state === 'ready' && view.open;
  const joinByItself = useEffectEvent(() => hold.join(LOOK_ON));
  useEffect(() => {
    if (receives && ready) joinByItself();
  }, [receives, ready]);
  if (quiet && (view === undefined || !view.open || view.state === 'off')) return null;
  if (view === undefined) return error === null ? <ScreenWaiting /> : <ErrorState error={error} />;
  if (!view.open) return <p className={styles.quiet}>{t('media.noRoom')}</p>;
  const { room, state } = hold;
  const isIn = room !== null && state !== null && state.line !== 'closed';
  const enter = (choice: Choice) => {
    setChecking(false);
    answered();
    hold.join(choice);
  };
  return (
    <div ref={element} className={styles.media} data-role={role}>
      {view.recording !== null && (
        <p className={styles.recording} role="status">
          <i aria-hidden /> {t('media.recorded', { name: view.recording.by })}
        </p>
      )}
      {view.state !== 'ready' && <ServerNote view={view} />}
      {called && !isIn && !checking && (
        <Alert role="alert" title={t('media.called')}>
          <Button size="compact-sm" onClick={() => setChecking(true)}>
            {t('media.enter')}
          </Button>
        </Alert>
      )}
      {(isIn || hold.error !== null || state?.line === 'closed') && (
        <LineNote hold={hold} rejoin={() => setChecking(true)} />
      )}
      {checking && (
        <DeviceCheck
          mayShow={view.self?.may.includes('camera') ?? false}
          recorded={view.settings.recording}
          onReady={enter}
          onCancel={() => setChecking(false)}
        />
      )}
      {!isIn && !checking && !receives && view.state === 'ready' && hold.error === null && (
        <div className={styles.invite}>
          <p>{t('media.notIn')}</p>
          <div className={styles.row}>
            {view.self !== null && <Button onClick={() => setChecking(true)}>{t('media.enter')}</Button>}
            <Button variant="default" onClick={() => enter(LOOK_ON)}>
              {t('media.lookOn')}
            </Button>
          </div>
        </div>
      )}
      {isIn && (
        <StageView
          view={view}
          room={room}
          state={state}
          pictures={hold.ladder.rung === 'full' && !hold.soundOnly}
          tiles={role !== 'wall'}
          {...(role === 'member' && { size: PHONE_TILES })}
        />
      )}
      <Captions sessionId={session} canWrite={view.can.caption && role === 'secretary'} />
      {isIn && role !== 'wall' && (
        <div className={styles.row}>
          <Controls hold={hold} />
          <RecordButton sessionId={session} view={view} room={room} stage={element} />
        </div>
      )}
      {aside && (
        <div className={styles.aside}>
          <People sessionId={session} view={view} state={isIn ? state : null} />
          {view.settings.chat && <Chat sessionId={session} canWrite={view.can.chat} />}
        </div>
      )}
    </div>
  );
}

/** Why there is no picture yet, and that the session goes on. */
function ServerNote({ view }: { view: MediaView }) {
  const { t } = useTranslation('meetings');
  const waits = isOnItsWay(view.state);
  const what = view.state === 'building' ? 'building' : waits ? 'starting' : view.state === 'off' ? 'off' : 'missing';
  return (
    <div role="status" className={styles.serverNote}>
      <b>{t(`media.server.${what}`)}</b>
      <p>{t('media.goesOn')}</p>
      {view.problem !== null && <small className={styles.problem}>{view.problem}</small>}
    </div>
  );
}
