import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Vote } from '../../../contract.ts';
import { voting } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { BallotForm } from './ballot-form.tsx';

/** For each voice that the reader has: the ballot, or the receipt of the one that is in. */
export function Voices({ vote }: { vote: Vote }) {
  const { t } = useTranslation('meetings');
  const { id, me } = useRoom();
  const query = useQuery({
    ...voting.getVote.query({ params: { id, voteId: vote.id } }),
    enabled: me.participantId !== null,
  });
  if (query.error) return <ErrorState compact error={query.error} retry={() => void query.refetch()} />;
  return (query.data?.voices ?? []).map((voice) => (
    <div key={voice.participantId} className={styles.voice}>
      {voice.participantId !== me.participantId && <b>{t('room.onBehalf', { name: voice.name })}</b>}
      {voice.receipt ? (
        <p role="status" className={styles.receipt}>
          {t('room.counted')} <code>{voice.receipt.code}</code>
        </p>
      ) : (
        <BallotForm vote={vote} participantId={voice.participantId} onCast={() => void query.refetch()} />
      )}
    </div>
  ));
}
