import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '#platform/web/format.ts';
import type { GrantScope, Person } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { usePermissionName } from '../roles/permission-name.ts';
import { Form } from './form.tsx';
import styles from './people.module.css';
import { usePersonChange } from './use-person-change.ts';

const SCOPES: readonly GrantScope[] = ['unit', 'below', 'node'];

/** Gives a role; what cannot be given is shown with the reason. */
export function GrantForm({ person, onDone }: { person: Person; onDone(): void }) {
  const { t } = useTranslation('directory');
  const nameOf = usePermissionName();
  const [first] = person.assignments;
  const [scope, setScope] = useState<GrantScope>('unit');
  const [agencyId, setAgencyId] = useState(first?.agency.id ?? '');
  const [roleId, setRoleId] = useState('');
  const [assignmentId, setAssignmentId] = useState(first?.id ?? '');
  const [tried, setTried] = useState(false);
  const offers = useQuery({
    ...directory.offerRoles.query({ params: { id: agencyId }, query: { scope } }),
    enabled: agencyId !== '',
    retry: false,
  });
  const rows = offers.data?.rows ?? [];
  const lacking = rows.filter(({ lacks }) => lacks !== null);
  const save = usePersonChange(
    () =>
      directory.grantRole({
        params: { id: person.id },
        body: {
          roleId,
          scope,
          agencyId: scope === 'node' ? null : agencyId,
          assignmentId: assignmentId || null,
          from: today(),
        },
      }),
    onDone,
  );
  const submit = () => {
    setTried(true);
    if (roleId !== '') save.mutate();
  };
  return (
    <Form
      title={t('grant.title')}
      submit={t('grant.give')}
      error={save.error ?? offers.error}
      pending={save.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <Select
        label={t('grant.scope')}
        data={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? scope)}
      />
      {scope !== 'node' && <AgencyPicker label={t('person.agency')} value={agencyId} onChange={setAgencyId} required />}
      <Select
        label={t('grant.role')}
        required
        data={rows.map((role) => ({ value: role.roleId, label: role.name, disabled: role.lacks !== null }))}
        value={roleId || null}
        error={tried && roleId === '' && t('change.missing')}
        onChange={(value) => setRoleId(value ?? '')}
      />
      {lacking.length > 0 && (
        <ul className={styles.reasons} aria-label={t('grant.cannot')}>
          {lacking.map((role) => (
            <li key={role.roleId}>{t('grant.lacks', { role: role.name, permission: nameOf(role.lacks ?? '') })}</li>
          ))}
        </ul>
      )}
      <Select
        label={t('grant.bound')}
        description={t('grant.boundHelp')}
        data={[
          ...person.assignments.map(({ id, position, agency }) => ({
            value: id,
            label: `${position} · ${agency.shortName}`,
          })),
          { value: '', label: t('grant.unbound') },
        ]}
        value={assignmentId}
        allowDeselect={false}
        onChange={(value) => setAssignmentId(value ?? '')}
      />
    </Form>
  );
}
