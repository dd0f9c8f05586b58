import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { MessageView } from '../../contract.ts';
import { media } from './api.ts';
import styles from './media.module.css';

/** The chat of a session; it stays with it, and works without picture. */
export function Chat({ sessionId, canWrite }: { sessionId: string; canWrite: boolean }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const [text, setText] = useState('');
  const params = { id: sessionId };
  const { rows, loadMore, error } = rowsOf<MessageView>(
    useInfiniteQuery(media.listMessages.pages({ params, query: { kind: 'chat' } })),
  );
  const send = useMutation({
    mutationFn: () => media.sendMessage({ params, body: { kind: 'chat', text: text.trim() } }),
    onSuccess: () => setText(''),
  });
  const hide = useMutation({
    mutationFn: (messageId: string) => media.hideMessage({ params: { ...params, messageId } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') send.mutate();
  };
  const failure = send.error ?? hide.error ?? error;
  return (
    <section className={styles.chat} aria-label={t('media.chat')}>
      <h2>{t('media.chat')}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls takes the focus */}
      <div className={styles.log} role="log" aria-live="polite" tabIndex={0}>
        <ol>
          {rows?.length === 0 && <li className={styles.quiet}>{t('media.chatEmpty')}</li>}
          {rows?.map((message) => (
            <li key={message.id}>
              <b>{message.name}</b> <time dateTime={message.at}>{format.time(message.at)}</time>
              {message.can.hide && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  aria-label={t('media.hideMessage', { name: message.name })}
                  onClick={() => hide.mutate(message.id)}
                >
                  <IconEyeOff size={14} />
                </ActionIcon>
              )}
              <p className={message.text === null ? styles.quiet : undefined}>{message.text ?? t('media.hidden')}</p>
            </li>
          ))}
          {loadMore && (
            <li>
              <Button size="compact-sm" variant="default" onClick={loadMore}>
                {t('media.older')}
              </Button>
            </li>
          )}
        </ol>
      </div>
      {canWrite && (
        <form className={styles.row} onSubmit={submit}>
          <TextInput
            className={styles.grow}
            aria-label={t('media.writeMessage')}
            placeholder={t('media.writeMessage')}
            maxLength={1_000}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button type="submit" loading={send.isPending}>
            {t('media.send')}
          </Button>
        </form>
      )}
      {failure !== null && failure !== undefined && <ErrorState compact error={failure} />}
    </section>
  );
}
