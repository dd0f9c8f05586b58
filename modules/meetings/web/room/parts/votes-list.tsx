import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import { voting } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

/** All votes of what is dealt with, planned ones too, with the acts of who keeps them. */
export function VotesList() {
  const { t } = useTranslation('meetings');
  const { id, votes, state, me } = useRoom();
  const chair = me.duties.includes('chair');
  const here = votes.filter(({ itemId }) => itemId === state.item?.id);
  return (
    <section className={styles.card} aria-labelledby="room-votes">
      <h2 id="room-votes" className={styles.title}>
        {t('room.votes')}
      </h2>
      {here.length === 0 && <p className={styles.quiet}>{t('room.noVotes')}</p>}
      <ul className={styles.people}>
        {here.map((vote) => {
          const params = { id, voteId: vote.id };
          return (
            <li key={vote.id}>
              <span className={styles.place}>{vote.number}</span>
              <span className={styles.who}>
                {vote.title}
                <span className={styles.quiet}>
                  {[t(`room.visibility.${vote.visibility}`), vote.round > 1 && t('room.round', { round: vote.round })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <StateBadge tone={vote.state === 'published' ? 'done' : 'quiet'}>
                {t(`room.voteState.${vote.state}`)}
              </StateBadge>
              {chair && vote.state === 'created' && vote.visibility !== 'by_hand' && (
                <Act size="compact-sm" run={() => voting.startVote({ params, body: {} })}>
                  {t('room.startVote')}
                </Act>
              )}
              {chair && vote.state === 'started' && (
                <Act size="compact-sm" run={() => voting.stopVote({ params })}>
                  {t('room.stopVote')}
                </Act>
              )}
              {chair && vote.state === 'finished' && (
                <Act size="compact-sm" run={() => voting.publishVote({ params })}>
                  {t('room.publishVote')}
                </Act>
              )}
              {chair && vote.state === 'published' && (
                <Act size="compact-sm" variant="default" run={() => voting.openRound({ params })}>
                  {t('room.newRound')}
                </Act>
              )}
              {vote.tie !== null && !vote.tie.confirmed && me.duties.includes('secretary') && (
                <Act size="compact-sm" run={() => voting.decideTie({ params })}>
                  {t('room.confirmTie')}
                </Act>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
