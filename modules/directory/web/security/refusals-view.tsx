import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Refusal } from '../../contract.ts';
import { agentName } from '../agent-name.ts';
import { directory } from '../api.ts';
import { useMethodText } from './method-text.ts';

/** Sign-ins that were refused: whom it concerned, and whence they came. */
export function RefusalsView() {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const method = useMethodText();
  const query = useInfiniteQuery(directory.listRefusals.pages({ query: { limit: 100 } }));
  const nameOf = (who: string) =>
    who.startsWith('unknown') ? [t('security.unknown'), who.slice('unknown:'.length, 14)].join(' ').trim() : who;
  const columns: Column<Refusal>[] = [
    { key: 'at', title: t('security.at'), value: ({ at }) => format.dateTime(at), width: '11rem' },
    { key: 'who', title: t('security.tried'), value: ({ who }) => nameOf(who) },
    { key: 'person', title: t('security.person'), value: ({ person }) => person?.name ?? null, show: 'wide' },
    { key: 'method', title: t('security.method'), value: (row) => method(row.method), show: 'wide' },
    { key: 'address', title: t('security.address'), value: ({ address }) => address, show: 'wide' },
    { key: 'device', title: t('security.device'), value: ({ agent }) => agentName(agent ?? ''), show: 'choice' },
  ];
  return (
    <List<Refusal>
      {...rowsOf<Refusal>(query)}
      label={t('security.view.refusals')}
      columns={columns}
      rowKey={({ id }) => id}
      empty={{ title: t('security.noRefusals') }}
      sortable={false}
    />
  );
}
