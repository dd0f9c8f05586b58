import { Button } from '@mantine/core';
import {
  IconDoorExit,
  IconMicrophone,
  IconMicrophoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
  IconVolume,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './media.module.css';
import type { Source } from './room.ts';
import type { RoomHold } from './use-room.ts';

const ICONS = {
  microphone: [IconMicrophone, IconMicrophoneOff],
  camera: [IconVideo, IconVideoOff],
  screen: [IconScreenShare, IconScreenShareOff],
} as const;

/** Microphone, camera, screen: what I may send now. What I may not send yet says when I may. */
export function Controls({ hold }: { hold: RoomHold }) {
  const { t } = useTranslation('meetings');
  const { state, send, leave, soundOnly, setSoundOnly } = hold;
  const self = state?.people.find(({ isSelf }) => isSelf);
  if (self === undefined || state === null) return null;
  const looksOn = self.identity.startsWith('watch:');
  const button = (source: Source) => {
    const on = self.sends.has(source);
    const Icon = ICONS[source][on ? 0 : 1];
    if (!self.may.has(source)) return null;
    return (
      <Button
        key={source}
        size="sm"
        variant={on ? 'filled' : 'default'}
        aria-pressed={on}
        leftSection={<Icon size={18} aria-hidden />}
        onClick={() => send(source, !on)}
      >
        {t(`media.switch.${source}_${on ? 'on' : 'off'}`)}
      </Button>
    );
  };
  return (
    <div className={styles.controls} role="toolbar" aria-label={t('media.controls')}>
      {(['microphone', 'camera', 'screen'] as const).map(button)}
      {!looksOn && !self.may.has('microphone') && <span className={styles.quiet}>{t('media.waitForWord')}</span>}
      <Button
        size="sm"
        variant="default"
        aria-pressed={soundOnly}
        leftSection={<IconVolume size={18} aria-hidden />}
        onClick={() => setSoundOnly(!soundOnly)}
      >
        {t(soundOnly ? 'media.withPicture' : 'media.onlySound')}
      </Button>
      <Button size="sm" variant="default" leftSection={<IconDoorExit size={18} aria-hidden />} onClick={leave}>
        {t('media.leave')}
      </Button>
    </div>
  );
}
