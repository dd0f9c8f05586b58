import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import type { RightRow } from '../../contract.ts';
import { directory } from '../api.ts';
import { usePeriodText } from '../period-text.ts';

/** Who has which right, and why: the role, where it holds, through which post. */
export function RightsView() {
  const { t } = useTranslation('directory');
  const [q] = useUrlParam('q');
  const [permission, setPermission] = useUrlParam('permission');
  const known = useQuery(directory.listPermissions.query());
  const query = useInfiniteQuery({
    ...directory.listRights.pages({ query: { q, permission: permission || undefined, limit: 100 } }),
    placeholderData: keepPreviousData,
  });
  return (
    <List<RightRow>
      {...rowsOf<RightRow>(query)}
      label={t('security.view.rights')}
      columns={useColumns()}
      rowKey={({ id }) => id}
      search={t('people.search')}
      filters={
        <Select
          aria-label={t('security.permission')}
          placeholder={t('security.permission')}
          data={known.data?.rows ?? []}
          value={permission || null}
          onChange={(value) => setPermission(value ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': t('security.clearPermission') }}
          searchable
          nothingFoundMessage={t('security.noPermission')}
        />
      }
      empty={{ title: t('security.noRights') }}
      sortable={false}
    />
  );
}

function useColumns(): Column<RightRow>[] {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  const factor = ({ hasAccount, hasSecondFactor, role }: RightRow) => {
    if (!hasAccount) return t('security.factor.noAccount');
    if (hasSecondFactor) return t('security.factor.yes');
    return t(role.secondFactor ? 'security.factor.missing' : 'security.factor.no');
  };
  return [
    { key: 'person', title: t('security.person'), value: ({ person }) => person.name, width: '14rem' },
    { key: 'role', title: t('security.role'), value: ({ role }) => role.name, width: '12rem' },
    {
      key: 'where',
      title: t('security.where'),
      value: ({ scope, agency }) => [t(`scope.${scope}`), agency?.shortName].filter(Boolean).join(' '),
      show: 'wide',
    },
    {
      key: 'through',
      title: t('security.through'),
      value: ({ through }) => (through ? `${through.position}, ${through.agency}` : t('security.byPerson')),
      show: 'wide',
    },
    { key: 'factor', title: t('security.secondFactor'), value: factor, show: 'wide' },
    { key: 'period', title: t('security.period'), value: ({ from, to }) => period({ from, to }), show: 'choice' },
  ];
}
