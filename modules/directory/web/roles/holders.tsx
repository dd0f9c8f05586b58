import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf } from '#platform/web/kit/index.ts';
import type { Holder } from '../../contract.ts';
import { directory } from '../api.ts';
import { usePeriodText } from '../period-text.ts';

/** Who holds a role or a permission today, where and why. */
export function Holders({ roleId, permission }: { roleId: string; permission: string }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  const query = useInfiniteQuery({
    ...directory.listHolders.pages({ query: { roleId: roleId || undefined, permission: permission || undefined } }),
    placeholderData: keepPreviousData,
  });
  const whereOf = ({ scope, agency }: Holder) => [t(`scope.${scope}`), agency?.shortName].filter(Boolean).join(' ');
  const whyOf = ({ post }: Holder) => (post ? `${post.position} · ${post.agency.shortName}` : t('roles.toPerson'));
  const columns: Column<Holder>[] = [
    {
      key: 'name',
      title: t('person.name'),
      value: ({ person }) => person.name,
      cell: ({ person }) => <Link to={`/people?open=${person.id}`}>{person.name}</Link>,
    },
    { key: 'role', title: t('grant.role'), value: ({ role }) => role.name },
    { key: 'where', title: t('grant.scope'), value: whereOf },
    { key: 'why', title: t('roles.why'), value: whyOf, show: 'wide' },
    { key: 'period', title: t('period.label'), value: (row) => period(row.period), show: 'wide' },
  ];
  return (
    <List<Holder>
      {...rowsOf<Holder>(query)}
      label={t('roles.whoHolds')}
      columns={columns}
      rowKey={({ grantId }) => grantId}
      empty={{ title: t('roles.nobody') }}
      sortable={false}
    />
  );
}
