import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '#platform/web/i18n/error-text.ts';
import { type Column, List } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import type { Role } from '../../contract.ts';
import { directory } from '../api.ts';

/** Which roles ask for a second factor. */
export function RolesView() {
  const { t } = useTranslation('directory');
  const may = useMay('directory.security.manage');
  const queries = useQueryClient();
  const query = useQuery(directory.listRoles.query({ query: { limit: 200 } }));
  const set = useMutation({
    mutationFn: ({ id, secondFactor }: Role) =>
      directory.setRoleSecondFactor({ params: { id }, body: { secondFactor: !secondFactor } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: directory.listRoles.key() }),
  });
  const columns: Column<Role>[] = [
    { key: 'name', title: t('security.role'), value: ({ name }) => name, width: '14rem' },
    {
      key: 'factor',
      title: t('security.asksFactor'),
      value: ({ secondFactor }) => (secondFactor ? t('security.yes') : t('security.no')),
      cell: (role) => (
        <Switch
          checked={role.secondFactor}
          disabled={!may || set.isPending}
          onChange={() => set.mutate(role)}
          aria-label={t('security.asksFactorOf', { name: role.name })}
        />
      ),
      show: 'phone',
    },
    { key: 'holders', title: t('security.holders'), value: ({ holders }) => holders, align: 'right', show: 'wide' },
    { key: 'text', title: t('security.what'), value: ({ description }) => description, show: 'wide' },
  ];
  return (
    <>
      <p>{t('security.asksFactorText')}</p>
      {set.error && <p role="alert">{errorText(set.error)}</p>}
      <List<Role>
        rows={query.data?.rows}
        error={query.error}
        retry={() => void query.refetch()}
        label={t('security.view.roles')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('security.noRights') }}
      />
    </>
  );
}
