import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf, StateBadge } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { SecuritySession } from '../../contract.ts';
import { agentName } from '../agent-name.ts';
import { directory } from '../api.ts';
import { useMethodText } from './method-text.ts';

/** All sessions of the node; each can be ended. */
export function SessionsView() {
  const { t } = useTranslation('directory');
  const query = useInfiniteQuery(directory.listSessions.pages({ query: { limit: 100 } }));
  return (
    <List<SecuritySession>
      {...rowsOf<SecuritySession>(query)}
      label={t('security.view.sessions')}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={{ title: t('security.noSessions') }}
      sortable={false}
    />
  );
}

function useColumns(): Column<SecuritySession>[] {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const method = useMethodText();
  const may = useMay('directory.security.manage');
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => directory.endSession({ params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: directory.listSessions.key() }),
  });
  const columns: Column<SecuritySession>[] = [
    { key: 'person', title: t('security.person'), value: ({ person, email }) => person?.name ?? email, width: '14rem' },
    { key: 'seen', title: t('security.seen'), value: ({ seenAt }) => format.dateTime(seenAt), show: 'phone' },
    { key: 'method', title: t('security.method'), value: (row) => method(row.method), show: 'wide' },
    {
      key: 'device',
      title: t('security.device'),
      value: ({ agent }) => agentName(agent ?? '') ?? t('security.unknown'),
      show: 'wide',
    },
    { key: 'address', title: t('security.address'), value: ({ address }) => address, show: 'wide' },
    { key: 'since', title: t('security.since'), value: ({ createdAt }) => format.dateTime(createdAt), show: 'choice' },
  ];
  if (!may) return columns;
  return [
    ...columns,
    {
      key: 'end',
      title: t('security.act'),
      show: 'phone',
      width: '8rem',
      cell: ({ id, current, person, email }) =>
        current ? (
          <StateBadge tone="active">{t('security.current')}</StateBadge>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending && end.variables === id}
            aria-label={t('security.endOf', { name: person?.name ?? email })}
            onClick={() => end.mutate(id)}
          >
            {t('security.end')}
          </Button>
        ),
    },
  ];
}
