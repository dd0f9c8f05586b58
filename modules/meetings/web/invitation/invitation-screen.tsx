import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import { AttendanceAnswer, type Invitation, meetingsContract, type Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { useAct, useSession, useSessionId } from '../sessions/use-session.ts';
import { OwnAnswer } from './own-answer.tsx';
import { SendInvitation } from './send-invitation.tsx';
import { Substitutes } from './substitutes.tsx';

/** The invitation: my answer, what was sent, and who has answered. */
export function InvitationScreen() {
  const session = useSession().data;
  const query = useQuery(meetings.getInvitation.query({ params: { id: useSessionId() } }));
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data || !session) return <ScreenWaiting />;
  const invitation = query.data;
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        {session.me && session.state !== 'draft' && <OwnAnswer session={session} me={session.me} />}
        <Sent session={session} invitation={invitation} />
      </div>
      <div className={styles.form}>
        <Answers session={session} invitation={invitation} />
        <Substitutes session={session} mayDecide={invitation.can.leave} />
      </div>
    </div>
  );
}

function Sent({ session, invitation }: { session: Session; invitation: Invitation }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const [sending, setSending] = useState(false);
  const { sent, time, can } = invitation;
  const params = { id: session.id };
  return (
    <section className={styles.card} aria-labelledby="invitation-sent">
      <h2 id="invitation-sent">{t('session.invitation')}</h2>
      <p>
        {sent === null
          ? t('invitation.notSent')
          : t('invitation.sentAt', { at: format.dateTime(sent.sentAt), count: sent.people })}
      </p>
      {can.send && (
        <p className={time.late ? styles.note : styles.quiet}>
          {t(time.late ? 'invitation.late' : 'invitation.enough', { left: time.left, required: time.required })}
        </p>
      )}
      <div className={styles.bar}>
        {sent !== null && (
          <Button
            component="a"
            variant="default"
            target="_blank"
            href={addressOf(meetingsContract.getInvitationPaper, {
              params,
              ...(session.me && { query: { participantId: session.me.participantId } }),
            })}
          >
            {t('invitation.paper')}
          </Button>
        )}
        <Button component="a" variant="default" href={addressOf(meetingsContract.getSessionCalendar, { params })}>
          {t('session.calendar')}
        </Button>
        {can.send && (
          <Button variant={sent === null ? 'filled' : 'default'} onClick={() => setSending(true)}>
            {t(sent === null ? 'invitation.send' : 'invitation.again')}
          </Button>
        )}
      </div>
      {sending && <SendInvitation sessionId={session.id} invitation={invitation} onClose={() => setSending(false)} />}
    </section>
  );
}

function Answers({ session, invitation }: { session: Session; invitation: Invitation }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const remind = useAct(async () => await meetings.remind({ params: { id: session.id } }));
  const { answers, remindedAt, can } = invitation;
  return (
    <section className={styles.card} aria-labelledby="invitation-answers">
      <h2 id="invitation-answers">{t('invitation.answers')}</h2>
      <dl className={styles.facts}>
        {AttendanceAnswer.options.map((one) => (
          <div key={one} style={{ display: 'contents' }}>
            <dt>{t(`answer.${one}`)}</dt>
            <dd>{format.number(answers[one])}</dd>
          </div>
        ))}
      </dl>
      {remindedAt !== null && (
        <p className={styles.quiet}>{t('invitation.reminded', { at: format.dateTime(remindedAt) })}</p>
      )}
      {remind.error && <ErrorState error={remind.error} compact />}
      {can.remind && answers.pending > 0 && (
        <div className={styles.acts}>
          <Button variant="default" loading={remind.isPending} onClick={() => remind.mutate()}>
            {t('invitation.remind')}
          </Button>
        </div>
      )}
    </section>
  );
}
