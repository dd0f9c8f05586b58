import { Alert, Button, Group, Stack, Switch } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '#platform/web/i18n/error-text.ts';
import { type Column, CopyBlock, List, rowsOf, StateBadge, useUrlParam } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { MailRow } from '../../contract.ts';
import { directory } from '../api.ts';

const TONES = { waiting: 'soon', sent: 'done', refused: 'late', expired: 'quiet' } as const;

/** The mail that has not left and why; with all, also what has. */
export function MailsView() {
  const { t } = useTranslation('directory');
  const [all, setAll] = useUrlParam('all');
  const query = useInfiniteQuery(directory.listMails.pages({ query: { all: all === '1' ? 'true' : 'false' } }));
  const hasServer = query.data?.pages[0]?.hasServer ?? true;
  const copy = useMutation({ mutationFn: (id: string) => directory.copyMailLink({ params: { id } }) });
  return (
    <Stack gap="sm">
      {!hasServer && <Alert color="yellow">{t('security.mail.noServer')}</Alert>}
      {copy.data && (
        <>
          <p>{t('security.mail.linkText')}</p>
          <CopyBlock text={copy.data.link} label={t('security.mail.link')} />
        </>
      )}
      {copy.error && <p role="alert">{errorText(copy.error)}</p>}
      <List<MailRow>
        {...rowsOf<MailRow>(query)}
        label={t('security.view.mails')}
        columns={useColumns(hasServer, (id) => copy.mutate(id))}
        rowKey={({ id }) => id}
        filters={
          <Switch
            checked={all === '1'}
            onChange={({ currentTarget }) => setAll(currentTarget.checked ? '1' : '')}
            label={t('security.mail.all')}
          />
        }
        empty={{ title: t('security.mail.none'), text: t('security.mail.noneText') }}
        sortable={false}
      />
    </Stack>
  );
}

function useColumns(hasServer: boolean, onCopy: (id: string) => void): Column<MailRow>[] {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const may = useMay('directory.security.manage');
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: (id: string) => directory.retryMail({ params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: directory.listMails.key() }),
  });
  const causeOf = (cause: string | null, state: MailRow['state']) =>
    cause ?? (state === 'waiting' && !hasServer ? t('security.mail.noServerShort') : null);
  return [
    { key: 'to', title: t('security.mail.to'), value: ({ to }) => to, width: '14rem' },
    { key: 'subject', title: t('security.mail.subject'), value: ({ subject }) => subject, show: 'wide' },
    {
      key: 'state',
      title: t('security.mail.state'),
      value: ({ state }) => t(`security.mail.states.${state}`),
      cell: ({ state }) => <StateBadge tone={TONES[state]}>{t(`security.mail.states.${state}`)}</StateBadge>,
      show: 'phone',
    },
    { key: 'age', title: t('security.mail.since'), value: ({ createdAt }) => format.dateTime(createdAt), show: 'wide' },
    {
      key: 'cause',
      title: t('security.mail.cause'),
      value: ({ cause, state }) => causeOf(cause, state),
      show: 'wide',
      width: '16rem',
    },
    { key: 'tries', title: t('security.mail.tries'), value: ({ tries }) => tries, align: 'right', show: 'choice' },
    {
      key: 'act',
      title: t('security.act'),
      show: 'phone',
      cell: ({ id, to, can }) =>
        may && (
          <Group gap="xs">
            {can.retry && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('security.mail.retryTo', { to })}
                onClick={() => retry.mutate(id)}
              >
                {t('security.mail.retry')}
              </Button>
            )}
            {can.copyLink && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('security.mail.copyTo', { to })}
                onClick={() => onCopy(id)}
              >
                {t('security.mail.copy')}
              </Button>
            )}
          </Group>
        ),
    },
  ];
}
