import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { type Minutes, type MinutesState, paperContract } from '../../contract.ts';
import { papers } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { useAct } from '../sessions/use-session.ts';
import { sectionsOf, textOf } from './minutes-text.ts';
import styles from './papers.module.css';

const TONES: Record<MinutesState, 'quiet' | 'soon' | 'active' | 'done'> = {
  collecting: 'quiet',
  draft: 'active',
  with_chair: 'soon',
  signed: 'done',
};

/** The minutes: from the journal, edited, signed by secretary and chair. */
export function MinutesPanel({ id }: { id: string }) {
  const { t } = useTranslation('meetings');
  const [asking, setAsking] = useState<'edit' | 'sendBack' | 'correct' | null>(null);
  const { data, error, refetch } = useQuery({ ...papers.getMinutes.query({ params: { id } }), retry: false });
  const sign = useAct(async () => await papers.signMinutes({ params: { id } }));
  // Not signed yet: it is not the reader's to see.
  if (error instanceof ApiProblem && error.code === 'meetings.minutes_state') return null;
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return null;
  return (
    <section className={styles.card} aria-labelledby="minutes">
      <div className={styles.head}>
        <h2 id="minutes">{t('papers.minutes')}</h2>
        <StateBadge tone={TONES[data.state]}>{t(`papers.minutesState.${data.state}`)}</StateBadge>
        <Button
          component="a"
          variant="default"
          href={addressOf(paperContract.minutesPdf, { params: { id } })}
          target="_blank"
          rel="noreferrer"
        >
          {t('papers.pdf')}
        </Button>
        {data.can.edit && (
          <Button variant="default" onClick={() => setAsking('edit')}>
            {t('papers.edit')}
          </Button>
        )}
        {data.can.sendBack && (
          <Button variant="default" onClick={() => setAsking('sendBack')}>
            {t('papers.sendBack')}
          </Button>
        )}
        {data.can.correct && (
          <Button variant="default" onClick={() => setAsking('correct')}>
            {t('papers.correct')}
          </Button>
        )}
        {data.can.sign && (
          <Button loading={sign.isPending} onClick={() => sign.mutate()}>
            {t('papers.sign')}
          </Button>
        )}
      </div>
      {sign.error && <ErrorState error={sign.error} />}
      <Text minutes={data} />
      {asking === 'edit' && <EditForm id={id} minutes={data} onClose={() => setAsking(null)} />}
      {(asking === 'sendBack' || asking === 'correct') && (
        <WordsForm id={id} what={asking} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

function Text({ minutes: { sections, secretary, chair, corrections } }: { minutes: Minutes }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return (
    <div className={styles.minutes}>
      {sections.map((section) => (
        <div key={section.heading}>
          <h3>{section.heading}</h3>
          {section.paragraphs.map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </div>
      ))}
      {secretary && (
        <p className={styles.quiet}>
          {t('papers.secretarySigned', { name: secretary.name, at: format.dateTime(secretary.at) })}
        </p>
      )}
      {chair && (
        <p className={styles.quiet}>{t('papers.chairSigned', { name: chair.name, at: format.dateTime(chair.at) })}</p>
      )}
      {corrections.map((one) => (
        <p key={one.at}>{t('papers.correction', { by: one.by, at: format.dateTime(one.at), text: one.text })}</p>
      ))}
    </div>
  );
}

function EditForm({ id, minutes, onClose }: { id: string; minutes: Minutes; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [text, setText] = useState(() => textOf(minutes.sections));
  const save = useAct(
    async () =>
      await papers.saveMinutes({ params: { id }, body: { sections: sectionsOf(text), version: minutes.version } }),
    onClose,
  );
  const redo = useAct(async () => await papers.redoMinutes({ params: { id } }), onClose);
  return (
    <FormWindow
      title={t('papers.minutes')}
      submit={t('act.save')}
      size="xl"
      error={save.error ?? redo.error}
      pending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('papers.minutesText')}
        description={t('papers.minutesHelp')}
        autosize
        minRows={14}
        maxRows={24}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {minutes.state === 'draft' && (
        <Button variant="default" loading={redo.isPending} onClick={() => redo.mutate()}>
          {t('papers.redo')}
        </Button>
      )}
    </FormWindow>
  );
}

function WordsForm({ id, what, onClose }: { id: string; what: 'sendBack' | 'correct'; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [text, setText] = useState('');
  const send = useAct(
    async () =>
      what === 'sendBack'
        ? await papers.sendBackMinutes({ params: { id }, body: { reason: text } })
        : await papers.correctMinutes({ params: { id }, body: { text } }),
    onClose,
  );
  return (
    <FormWindow
      title={t(`papers.${what}`)}
      submit={t(`papers.${what}`)}
      error={send.error}
      pending={send.isPending}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t(what === 'sendBack' ? 'papers.reason' : 'papers.correctionText')}
        required
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormWindow>
  );
}
