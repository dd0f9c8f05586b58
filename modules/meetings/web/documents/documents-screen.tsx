import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { Empty, ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import { meetingsContract, type SessionDocument, type SessionDocuments } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { useAct, useSessionId } from '../sessions/use-session.ts';
import { DocumentForm } from './document-form.tsx';

/** Documents of the session with all their versions. */
export function DocumentsScreen() {
  const { t } = useTranslation('meetings');
  const id = useSessionId();
  const query = useQuery(meetings.listDocuments.query({ params: { id } }));
  const [form, setForm] = useState<SessionDocument | 'new' | null>(null);
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <ScreenWaiting />;
  const { rows, can } = query.data;
  const add = can.add && <Button onClick={() => setForm('new')}>{t('documents.add')}</Button>;
  return (
    <>
      {rows.length > 0 && add && <div className={styles.bar}>{add}</div>}
      {rows.length === 0 ? (
        <Empty title={t('documents.none')} text={t('documents.noneText')} action={add} />
      ) : (
        <section className={styles.card} aria-label={t('documents.title')}>
          <ul className={styles.rows}>
            {rows.map((document) => (
              <Document
                key={document.id}
                sessionId={id}
                document={document}
                can={can}
                onVersion={() => setForm(document)}
              />
            ))}
          </ul>
        </section>
      )}
      {form !== null && (
        <DocumentForm sessionId={id} document={form === 'new' ? null : form} onClose={() => setForm(null)} />
      )}
    </>
  );
}

interface DocumentProps {
  sessionId: string;
  document: SessionDocument;
  can: SessionDocuments['can'];
  onVersion(): void;
}

function Document({ sessionId, document, can, onVersion }: DocumentProps) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const params = { id: sessionId, documentId: document.id };
  const show = useAct(async () => await meetings.showDocument({ params }));
  const withdraw = useAct(async () => await meetings.withdrawDocument({ params }));
  const error = show.error ?? withdraw.error;
  return (
    <li>
      <span>
        <strong>{document.title}</strong>
        <span className={styles.quiet}>
          {[document.presenter, t(`documentVisibility.${document.visibility}`)].filter(Boolean).join(' · ')}
        </span>
        {document.versions.map(({ number, fileName, uploadedAt, uploadedBy, late }) => (
          <div key={number}>
            <a
              href={addressOf(meetingsContract.openDocument, { params: { ...params, version: number } })}
              target="_blank"
              rel="noreferrer"
            >
              {t('documents.version', { number })}: {fileName}
            </a>{' '}
            <span className={styles.quiet}>
              {t('documents.by', { name: uploadedBy, at: format.dateTime(uploadedAt) })}
            </span>{' '}
            {late && <StateBadge tone="soon">{t('documents.late')}</StateBadge>}
          </div>
        ))}
        {error && <ErrorState error={error} compact />}
      </span>
      <span className={styles.acts}>
        {can.show && document.visibility !== 'internal' && (
          <Button loading={show.isPending} onClick={() => show.mutate()}>
            {t('documents.show')}
          </Button>
        )}
        {can.add && (
          <>
            <Button variant="default" onClick={onVersion}>
              {t('documents.newVersion')}
            </Button>
            {!can.show && (
              <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                {t('documents.withdraw')}
              </Button>
            )}
          </>
        )}
      </span>
    </li>
  );
}
