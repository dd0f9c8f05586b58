import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { Duty, Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import { RulesFacts } from '../bodies/rules-facts.tsx';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { ChangeSession } from './change-session.tsx';
import { useAct, useSession } from './use-session.ts';

/** What a session is: when, who, by which rules. */
export function OverviewScreen() {
  const session = useSession().data;
  if (!session) return null;
  return (
    <div className={styles.columns}>
      <Facts session={session} />
      {session.rules && <Rules session={session} rules={session.rules} />}
    </div>
  );
}

function Facts({ session }: { session: Session }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const [form, setForm] = useState<'change' | 'cancel' | null>(null);
  const people = useQuery(meetings.listParticipants.query({ params: { id: session.id }, query: { limit: 500 } }));
  const holders = (duty: Duty) =>
    (people.data?.rows ?? [])
      .filter(({ duties }) => duties.includes(duty))
      .map(({ name, title }) => [name, title].filter(Boolean).join(', '))
      .join('; ');
  const before = session.state === 'draft' || session.state === 'invited';
  const rows: [string, string | null][] = [
    [t('session.body'), null],
    [t('session.kind'), t(`sessionKind.${session.kind}`)],
    [t('session.ordinal'), session.ordinal === null ? '–' : String(session.ordinal)],
    [t('session.agency'), session.agency.name],
    [t('duty.chair'), holders('chair') || '–'],
    [t('duty.secretary'), holders('secretary') || '–'],
    [t('session.opened'), session.openedAt === null ? '–' : format.dateTime(session.openedAt)],
    [t('session.closed'), session.closedAt === null ? '–' : format.dateTime(session.closedAt)],
  ];
  return (
    <section className={styles.card} aria-labelledby="session-facts">
      <h2 id="session-facts">{t('session.facts')}</h2>
      <dl className={styles.facts}>
        {rows.map(([label, value]) => (
          <Fact key={label} label={label}>
            {value ?? <Link to={`/bodies/${session.body.id}`}>{session.body.name}</Link>}
          </Fact>
        ))}
        {session.me && (
          <Fact label={t('session.me')}>
            {[t(`participantKind.${session.me.kind}`), ...session.me.duties.map((duty) => t(`duty.${duty}`))].join(
              ', ',
            )}
          </Fact>
        )}
      </dl>
      {session.can.prepare && before && (
        <div className={styles.acts}>
          {session.can.cancel && (
            <Button variant="default" onClick={() => setForm('cancel')}>
              {t('session.cancel')}
            </Button>
          )}
          <Button variant="default" onClick={() => setForm('change')}>
            {t('session.change')}
          </Button>
        </div>
      )}
      {form === 'change' && <ChangeSession session={session} onClose={() => setForm(null)} />}
      {form === 'cancel' && <CancelSession id={session.id} onClose={() => setForm(null)} />}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Rules({ session, rules }: { session: Session; rules: NonNullable<Session['rules']> }) {
  const { t } = useTranslation('meetings');
  return (
    <section className={styles.card} aria-labelledby="session-rules">
      <h2 id="session-rules">{t('rules.title')}</h2>
      <p className={styles.quiet}>{t(session.rulesFrozen ? 'rules.frozen' : 'rules.notFrozen')}</p>
      <RulesFacts rules={rules} />
    </section>
  );
}

function CancelSession({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cancel = useAct(async () => await meetings.cancelSession({ params: { id }, body: { reason } }), onClose);
  const submit = () => {
    setTried(true);
    if (reason.trim() !== '') cancel.mutate();
  };
  return (
    <FormWindow
      title={t('session.cancel')}
      submit={t('session.cancel')}
      error={cancel.error}
      pending={cancel.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('session.cancelText')}</p>
      <Textarea
        label={t('session.reason')}
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
