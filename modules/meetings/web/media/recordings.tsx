import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { mediaContract, type RecordingView } from '../../contract.ts';
import { media } from './api.ts';
import styles from './media.module.css';

const MOST = 50;
const MEGABYTE = 1_000_000;

/** What was recorded of a session, each with the moments of its journal. Shows nothing where there is none. */
export function Recordings({ session }: { session: string }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const [open, setOpen] = useState<string | null>(null);
  const { data } = useQuery(media.listRecordings.query({ params: { id: session }, query: { limit: MOST } }));
  const rows = (data?.rows ?? []).filter(({ state, bytes }) => state !== 'running' && bytes > 0);
  if (rows.length === 0) return null;
  return (
    <section className={styles.recordings} aria-labelledby="recordings">
      <h2 id="recordings">{t('media.recordings')}</h2>
      <ul>
        {rows.map((one) => (
          <li key={one.id}>
            <div className={styles.row}>
              <span className={styles.grow}>
                {format.dateTime(one.startedAt)} · {format.duration(secondsOf(one))} ·{' '}
                {t('media.size', { size: format.number(one.bytes / MEGABYTE, 1) })}
                {one.state === 'broken_off' && ` · ${t('media.brokenOff')}`}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-expanded={open === one.id}
                onClick={() => setOpen(open === one.id ? null : one.id)}
              >
                {t(open === one.id ? 'media.closeFilm' : 'media.watchFilm')}
              </Button>
            </div>
            {open === one.id && <Film session={session} recordingId={one.id} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function secondsOf({ startedAt, endedAt }: RecordingView): number {
  return endedAt === null ? 0 : Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
}

function Film({ session, recordingId }: { session: string; recordingId: string }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const player = useRef<HTMLVideoElement>(null);
  const params = { id: session, recordingId };
  const { data } = useQuery(media.listMoments.query({ params }));
  const go = (seconds: number) => {
    if (player.current === null) return;
    player.current.currentTime = seconds;
    void player.current.play();
  };
  return (
    <div className={styles.film}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what was said stands in the captions of the session */}
      <video ref={player} controls src={addressOf(mediaContract.getRecordingFile, { params })} />
      <ol aria-label={t('media.moments')}>
        {data?.rows.map(({ seq, at, seconds, kind, itemTitle, participantName }) => (
          <li key={seq}>
            <button type="button" className={styles.moment} onClick={() => go(seconds)}>
              <time dateTime={at}>{format.time(at)}</time>{' '}
              {[t(`media.moment.${kind}`), participantName, itemTitle].filter(Boolean).join(' · ')}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
