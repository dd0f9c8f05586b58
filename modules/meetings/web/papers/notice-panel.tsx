import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { today } from '#platform/web/format.ts';
import { DayField, Deadline, ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { paperContract } from '../../contract.ts';
import { papers } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { useAct } from '../sessions/use-session.ts';
import styles from './papers.module.css';

/** The notice of conclusions: until when it is due, and whether it is issued. */
export function NoticePanel({ id }: { id: string }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const [issuing, setIssuing] = useState(false);
  const { data, error, refetch } = useQuery(papers.getNotice.query({ params: { id } }));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data || data.conclusions === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="notice">
      <div className={styles.head}>
        <h2 id="notice">{t('papers.notice')}</h2>
        {data.dueOn !== null && <Deadline day={data.dueOn} doneOn={data.issuedOn} />}
        {(data.can.issue || data.number !== null) && (
          <Button
            component="a"
            variant="default"
            href={addressOf(paperContract.noticePdf, { params: { id } })}
            target="_blank"
            rel="noreferrer"
          >
            {t(data.number === null ? 'papers.draftPdf' : 'papers.pdf')}
          </Button>
        )}
        {data.can.issue && <Button onClick={() => setIssuing(true)}>{t('papers.issue')}</Button>}
      </div>
      <p className={styles.quiet}>
        {data.number !== null && data.issuedOn !== null
          ? t('papers.issued', { number: data.number, day: format.day(data.issuedOn) })
          : t('papers.notIssued')}
      </p>
      {issuing && <IssueForm id={id} onClose={() => setIssuing(false)} />}
    </section>
  );
}

function IssueForm({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState(today());
  const issue = useAct(async () => await papers.issueNotice({ params: { id }, body: { number, issuedOn } }), onClose);
  return (
    <FormWindow
      title={t('papers.issue')}
      submit={t('papers.issue')}
      error={issue.error}
      pending={issue.isPending}
      onSubmit={() => issue.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('papers.number')}
        required
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <DayField label={t('papers.issuedOn')} value={issuedOn} onChange={setIssuedOn} />
    </FormWindow>
  );
}
