import { Alert, Button, Checkbox, NativeSelect, Switch } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './media.module.css';
import { useDevices } from './use-devices.ts';
import { usePreview } from './use-preview.ts';
import type { Choice } from './use-room.ts';

export interface DeviceCheckProps {
  /** May show themselves at all by the session's settings; else only the microphone is looked at. */
  mayShow: boolean;
  /** The session is, or may be, recorded: said before joining. */
  recorded: boolean;
  onReady(choice: Choice): void;
  onCancel?(): void;
}

/** Before joining: oneself as the others will see, how loud one is, which devices. Nothing is sent yet. */
export function DeviceCheck({ mayShow, recorded, onReady, onCancel }: DeviceCheckProps) {
  const { t } = useTranslation('meetings');
  const [camera, setCamera] = useState(mayShow);
  const [openWithWord, setOpenWithWord] = useState(true);
  const [cameraId, setCameraId] = useState<string>();
  const [microphoneId, setMicrophoneId] = useState<string>();
  const { stream, level, error } = usePreview(cameraId, microphoneId, camera);
  const { cameras, microphones } = useDevices(stream !== null);
  const choice = { as: 'take_part' as const, camera, cameraId, microphoneId, openWithWord };
  return (
    <section className={styles.check} aria-label={t('media.check.title')}>
      <div className={styles.mirror}>
        <OwnPicture stream={camera ? stream : null} />
        {(!camera || stream === null) && <p>{t(camera ? 'media.check.waiting' : 'media.check.dark')}</p>}
      </div>
      <div className={styles.choices}>
        {error !== null && <Alert title={t('media.check.refused')}>{t(`media.check.error.${errorKey(error)}`)}</Alert>}
        <div className={styles.level}>
          <span id="media-level">{t('media.check.level')}</span>
          <meter aria-labelledby="media-level" min={0} max={1} value={level} />
          <small>{t(level > 0.05 ? 'media.check.heard' : 'media.check.speak')}</small>
        </div>
        <NativeSelect
          label={t('media.check.microphone')}
          value={microphoneId ?? ''}
          onChange={({ currentTarget }) => setMicrophoneId(currentTarget.value || undefined)}
          data={[{ value: '', label: t('media.check.usual') }, ...optionsOf(microphones, t('media.check.microphone'))]}
        />
        {mayShow && (
          <>
            <Switch
              label={t('media.check.show')}
              checked={camera}
              onChange={({ currentTarget }) => setCamera(currentTarget.checked)}
            />
            {camera && (
              <NativeSelect
                label={t('media.check.camera')}
                value={cameraId ?? ''}
                onChange={({ currentTarget }) => setCameraId(currentTarget.value || undefined)}
                data={[{ value: '', label: t('media.check.usual') }, ...optionsOf(cameras, t('media.check.camera'))]}
              />
            )}
          </>
        )}
        <Checkbox
          label={t('media.check.openWithWord')}
          checked={openWithWord}
          onChange={({ currentTarget }) => setOpenWithWord(currentTarget.checked)}
        />
        {recorded && <p className={styles.consent}>{t('media.recordedConsent')}</p>}
        <div className={styles.row}>
          <Button onClick={() => onReady(error === null ? choice : { ...choice, camera: false })}>
            {t('media.check.join')}
          </Button>
          <Button variant="default" onClick={() => onReady({ as: 'look_on', camera: false, openWithWord: false })}>
            {t('media.check.lookOn')}
          </Button>
          {onCancel && (
            <Button variant="subtle" onClick={onCancel}>
              {t('media.cancel')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function OwnPicture({ stream }: { stream: MediaStream | null }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = stream;
  }, [stream]);
  return (
    <video ref={element} className={styles.video} data-mirrored hidden={stream === null} autoPlay playsInline muted />
  );
}

const optionsOf = (devices: readonly MediaDeviceInfo[], name: string) =>
  devices.map(({ deviceId, label }, index) => ({ value: deviceId, label: label || `${name} ${index + 1}` }));

/** Why a browser gives no device, as far as somebody can mend it. */
export function errorKey(error: unknown): 'denied' | 'none' | 'busy' | 'other' {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'other';
}
