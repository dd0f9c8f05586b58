import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

interface Decision {
  participantId: string;
  leave: 'given' | 'refused';
}

/** Who comes in whose place, and whether the chair lets them. */
export function Substitutes({ session, mayDecide }: { session: Session; mayDecide: boolean }) {
  const { t } = useTranslation('meetings');
  const params = { id: session.id };
  const query = useQuery(meetings.listParticipants.query({ params, query: { limit: 500 } }));
  const all = query.data?.rows ?? [];
  const decide = useAct(
    async ({ participantId, leave }: Decision) =>
      await meetings.decideLeave({ params: { ...params, participantId }, body: { leave } }),
  );
  const rows = all.filter(({ kind }) => kind === 'substitute');
  if (rows.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="substitutes">
      <h2 id="substitutes">{t('invitation.substitutes')}</h2>
      {decide.error && <ErrorState error={decide.error} compact />}
      <ul className={styles.rows}>
        {rows.map(({ id, name, title, substituteForId, leave }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              <span className={styles.quiet}>
                {[
                  title,
                  t('invitation.instead', { name: all.find((one) => one.id === substituteForId)?.name ?? '' }),
                  leave && t(`leave.${leave}`),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {mayDecide && leave === 'asked' && (
              <span className={styles.acts}>
                <Button
                  variant="default"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ participantId: id, leave: 'refused' })}
                >
                  {t('invitation.refuse')}
                </Button>
                <Button loading={decide.isPending} onClick={() => decide.mutate({ participantId: id, leave: 'given' })}>
                  {t('invitation.allow')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
