import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Vote } from '../../../contract.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Voices } from './voices.tsx';
import { VoteResultTable } from './vote-result.tsx';

/** Votes of what is dealt with now: running, ended, published. Planned ones stand on the secretary's screen. */
export function VotePanel({ size = 'large' }: { size?: 'large' | 'wall' }) {
  const { t } = useTranslation('meetings');
  const { votes, state } = useRoom();
  const shown = votes.filter(({ itemId, state: now }) => itemId === state.item?.id && now !== 'created').slice(-1);
  return shown.map((vote) => (
    <section key={vote.id} className={styles.card} data-size={size} aria-labelledby={`vote-${vote.id}`}>
      <h2 id={`vote-${vote.id}`} className={styles.title}>
        {t('room.vote', { number: vote.number })}
        <VoteState vote={vote} />
      </h2>
      <p className={styles.question}>{vote.question}</p>
      <p className={styles.quiet}>
        {[t(`room.visibility.${vote.visibility}`), vote.threshold.kind !== 'none' && vote.threshold.source]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {vote.state === 'started' && <VoteProgress vote={vote} />}
      {vote.state === 'started' && size !== 'wall' && <Voices vote={vote} />}
      {vote.result && <VoteResultTable vote={vote} result={vote.result} />}
      {vote.state === 'finished' && !vote.result && <p className={styles.quiet}>{t('room.resultSoon')}</p>}
    </section>
  ));
}

function VoteState({ vote }: { vote: Vote }) {
  const { t } = useTranslation('meetings');
  const tone = vote.state === 'started' ? 'active' : vote.state === 'published' ? 'done' : 'quiet';
  return <StateBadge tone={tone}>{t(`room.voteState.${vote.state}`)}</StateBadge>;
}

/** How many have voted; of what is on the ballots it tells nothing. */
export function VoteProgress({ vote }: { vote: Vote }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const of = vote.presentCount ?? vote.entitledCount ?? 0;
  return (
    <p className={styles.progress} role="status">
      <b>{format.number(vote.castCount)}</b>
      {t('room.votedOf', { count: of })}
      <progress aria-label={t('room.votedLabel')} value={vote.castCount} max={Math.max(1, of)} />
    </p>
  );
}
