import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '#modules/directory/web/index.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import type { AnswerInvitation, OwnSeat, Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

type Body = Pick<AnswerInvitation, 'answer'> & Partial<AnswerInvitation>;

/** Whether I come, with the hand of one on a phone. */
export function OwnAnswer({ session, me }: { session: Session; me: OwnSeat }) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState<'declined' | 'substituted' | null>(null);
  const answer = useAct(
    async (body: Body) =>
      await meetings.answerInvitation({ params: { id: session.id, participantId: me.participantId }, body }),
    () => setForm(null),
  );
  const over = session.state === 'closed' || session.state === 'cancelled';
  const window = { error: answer.error, pending: answer.isPending, onClose: () => setForm(null) };
  const send = (body: Body) => answer.mutate(body);
  return (
    <section className={styles.card} aria-labelledby="own-answer">
      <h2 id="own-answer">{t('invitation.mine')}</h2>
      <p role="status">
        {me.answer === 'pending' ? t('answer.pending') : t('invitation.answered', { answer: t(`answer.${me.answer}`) })}
      </p>
      {answer.error && form === null && <ErrorState error={answer.error} compact />}
      {!over && (
        <div className={styles.bar}>
          {me.answer !== 'accepted' && (
            <Button loading={answer.isPending} onClick={() => send({ answer: 'accepted' })}>
              {t('invitation.accept')}
            </Button>
          )}
          <Button variant="default" onClick={() => setForm('declined')}>
            {t('invitation.decline')}
          </Button>
          {session.rules?.substitutes.attend !== false && (
            <Button variant="default" onClick={() => setForm('substituted')}>
              {t('invitation.substitute')}
            </Button>
          )}
        </div>
      )}
      {form === 'declined' && <Decline {...window} onSend={send} />}
      {form === 'substituted' && <Substitute {...window} onSend={send} />}
    </section>
  );
}

interface AnswerFormProps {
  error: unknown;
  pending: boolean;
  onSend(body: Body): void;
  onClose(): void;
}

function Decline({ onSend, ...window }: AnswerFormProps) {
  const { t } = useTranslation('meetings');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (reason.trim() !== '') onSend({ answer: 'declined', reason });
  };
  return (
    <FormWindow {...window} title={t('invitation.decline')} submit={t('invitation.decline')} onSubmit={submit}>
      <p className={styles.quiet}>{t('invitation.declineText')}</p>
      <Textarea
        label={t('invitation.reason')}
        required
        rows={3}
        maxLength={500}
        value={reason}
        error={tried && reason.trim() === '' ? t('check.reason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormWindow>
  );
}

function Substitute({ onSend, ...window }: AnswerFormProps) {
  const { t } = useTranslation('meetings');
  const mayPick = useMay('directory.person.read');
  const [form, setForm] = useState({ personId: '', name: '', title: '', reason: '' });
  const [tried, setTried] = useState(false);
  const nobody = form.personId === '' && form.name.trim() === '';
  const submit = () => {
    setTried(true);
    const { personId, name, title, reason } = form;
    if (nobody) return;
    const substitute = { personId: personId || null, title, ...(name.trim() && { name }) };
    onSend({ answer: 'substituted', reason, substitute });
  };
  const text = (key: 'name' | 'title' | 'reason', label: string, error?: string) => (
    <TextInput
      label={label}
      maxLength={200}
      value={form[key]}
      error={error}
      onChange={(event) => setForm({ ...form, [key]: event.currentTarget.value })}
    />
  );
  return (
    <FormWindow {...window} title={t('invitation.substitute')} submit={t('invitation.substitute')} onSubmit={submit}>
      <p className={styles.quiet}>{t('invitation.substituteText')}</p>
      {mayPick && (
        <PersonPicker
          label={t('invitation.who')}
          value={form.personId}
          onChange={(personId) => setForm({ ...form, personId })}
        />
      )}
      {form.personId === '' && text('name', t('invitation.whoName'), tried && nobody ? t('check.person') : undefined)}
      {text('title', t('invitation.whoTitle'))}
      {text('reason', t('invitation.reason'))}
    </FormWindow>
  );
}
