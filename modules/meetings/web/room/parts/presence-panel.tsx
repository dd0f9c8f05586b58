import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import type { PresenceRow, Quorum } from '../../../contract.ts';
import { voting } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

const TONES = { present: 'done', uncertain: 'soon', absent: 'quiet' } as const;

export function usePresence() {
  const { id } = useRoom();
  return useQuery(voting.getPresence.query({ params: { id } }));
}

/** Who is there, and whether they are enough. The secretary says so where nobody else can. */
export function PresencePanel({ manage = false }: { manage?: boolean }) {
  const { t } = useTranslation('meetings');
  const { id } = useRoom();
  const { data, error, refetch } = usePresence();
  return (
    <section className={styles.card} aria-labelledby="room-presence">
      <h2 id="room-presence" className={styles.title}>
        {t('room.presence')}
        {data?.quorum && <QuorumBadge quorum={data.quorum} />}
      </h2>
      {error && !data && <ErrorState compact error={error} retry={() => void refetch()} />}
      {manage && (
        <div className={styles.acts}>
          <Act variant="default" size="compact-sm" run={() => voting.checkQuorum({ params: { id } })}>
            {t('room.checkQuorum')}
          </Act>
        </div>
      )}
      <ul className={styles.people}>
        {data?.rows
          .filter(({ member }) => member)
          .map((row) => (
            <Line key={row.participantId} row={row} manage={manage} />
          ))}
      </ul>
    </section>
  );
}

function Line({ row, manage }: { row: PresenceRow; manage: boolean }) {
  const { t } = useTranslation('meetings');
  const { id } = useRoom();
  const params = { id, participantId: row.participantId };
  const there = row.state === 'present';
  return (
    <li>
      <span className={styles.place}>{row.number}</span>
      <span className={styles.who}>{row.name}</span>
      <StateBadge tone={TONES[row.state]}>{t(`room.presenceState.${row.state}`)}</StateBadge>
      {manage && (
        <Act
          size="compact-sm"
          variant="default"
          aria-label={t(there ? 'room.markAbsent' : 'room.markPresent', { name: row.name })}
          run={() => voting.setPresence({ params, body: { present: !there } })}
        >
          {t(there ? 'room.absent' : 'room.present')}
        </Act>
      )}
    </li>
  );
}

export function QuorumBadge({ quorum }: { quorum: Quorum }) {
  const { t } = useTranslation('meetings');
  const tone = { holds: 'done', undecided: 'soon', missing: 'late' } as const;
  const { present, members, needed } = quorum;
  return (
    <StateBadge tone={tone[quorum.state]}>{t(`room.quorum.${quorum.state}`, { present, members, needed })}</StateBadge>
  );
}

/** Being connected is a hint; what counts is that one says so. */
export function ConfirmPresence() {
  const { t } = useTranslation('meetings');
  const { id, me, state } = useRoom();
  const { data } = usePresence();
  const own = data?.rows.find(({ participantId }) => participantId === me.participantId);
  if (!own || own.state === 'present' || !['open', 'paused'].includes(state.session.state)) return null;
  return (
    <section className={styles.confirm} aria-label={t('room.presence')}>
      <p>{t(own.state === 'uncertain' ? 'room.stillThere' : 'room.areYouThere')}</p>
      <Act size="lg" run={() => voting.confirmPresence({ params: { id }, body: { present: true } })}>
        {t('room.iAmHere')}
      </Act>
    </section>
  );
}

/** The head of a place confirms in one act who sits there. */
export function PlacePresence() {
  const { t } = useTranslation('meetings');
  const { id, me } = useRoom();
  const { data } = usePresence();
  const here = data?.rows.filter(({ placeId }) => placeId !== null && placeId === me.placeId) ?? [];
  if (me.placeId === null || here.length === 0) return null;
  const missing = here.filter(({ state }) => state !== 'present').length;
  return (
    <section className={styles.card} aria-labelledby="room-place">
      <h2 id="room-place" className={styles.title}>
        {t('room.atThisPlace', { count: here.length })}
      </h2>
      <ul className={styles.people}>
        {here.map((row) => (
          <li key={row.participantId}>
            <span className={styles.place}>{row.number}</span>
            <span className={styles.who}>{row.name}</span>
            <StateBadge tone={TONES[row.state]}>{t(`room.presenceState.${row.state}`)}</StateBadge>
          </li>
        ))}
      </ul>
      {missing > 0 && (
        <Act
          run={() =>
            voting.confirmPlace({
              params: { id, placeId: me.placeId ?? '' },
              body: { participantIds: here.map(({ participantId }) => participantId) },
            })
          }
        >
          {t('room.allHere', { count: here.length })}
        </Act>
      )}
    </section>
  );
}
