import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { media } from './api.ts';
import styles from './media.module.css';

/** So many lines are read at once. */
const LINES = 3;

/** What is being said, in writing: for who does not hear, and for a line without sound. */
export function Captions({ sessionId, canWrite }: { sessionId: string; canWrite: boolean }) {
  const { t } = useTranslation('meetings');
  const [text, setText] = useState('');
  const query = useQuery(
    media.listMessages.query({ params: { id: sessionId }, query: { kind: 'caption', limit: LINES } }),
  );
  const write = useMutation({
    mutationFn: () => media.sendMessage({ params: { id: sessionId }, body: { kind: 'caption', text: text.trim() } }),
    onSuccess: () => setText(''),
  });
  const lines = (query.data?.rows ?? []).filter((line) => line.text !== null).toReversed();
  if (lines.length === 0 && !canWrite) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') write.mutate();
  };
  return (
    <section className={styles.captions} aria-label={t('media.captions')}>
      <div aria-live="polite">
        {lines.map(({ id, text: line }) => (
          <p key={id}>{line}</p>
        ))}
      </div>
      {canWrite && (
        <form className={styles.row} onSubmit={submit}>
          <TextInput
            className={styles.grow}
            aria-label={t('media.writeCaption')}
            placeholder={t('media.writeCaption')}
            maxLength={1_000}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={write.isPending}>
            {t('media.show')}
          </Button>
        </form>
      )}
      {write.error && <ErrorState compact error={write.error} />}
    </section>
  );
}
