import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, plusDays, today } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import type { Delegation, DelegationScope, Person } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { PersonPicker } from '../person-picker.tsx';
import { usePermissionName } from '../roles/permission-name.ts';
import { Form } from './form.tsx';
import { usePersonChange } from './use-person-change.ts';

const SCOPES: readonly DelegationScope[] = ['post', 'unit', 'below'];
const USUAL_DAYS = 30;

interface DelegateProps {
  person: Person;
  /** What the person was lent and hands on; left out: a post of their own. */
  source?: Delegation;
  onDone(): void;
}

/** Lends rights of a post to somebody for a time: who acts for an absent head. */
export function DelegateForm({ person, source, onDone }: DelegateProps) {
  const { t } = useTranslation('directory');
  const nameOf = usePermissionName();
  const mayReadRoles = useMay('directory.role.read');
  const matrix = useQuery({ ...directory.getRoleMatrix.query(), enabled: mayReadRoles });
  const [assignmentId, setAssignmentId] = useState(source?.assignment.id ?? person.assignments[0]?.id ?? '');
  const [takerId, setTakerId] = useState('');
  const [permissions, setPermissions] = useState<string[]>(source?.permissions ?? ['*']);
  const [scope, setScope] = useState<DelegationScope>(source?.scope ?? 'post');
  const [agencyId, setAgencyId] = useState(source?.agency?.id ?? '');
  const [days, setDays] = useState({ from: today(), last: plusDays(today(), USUAL_DAYS) });
  const [legalBasis, setLegalBasis] = useState('');
  const [onward, setOnward] = useState(false);
  const [tried, setTried] = useState(false);
  const save = usePersonChange(
    () =>
      directory.delegate({
        params: { id: person.id },
        body: {
          takerId,
          assignmentId,
          sourceId: source?.id ?? null,
          permissions,
          scope,
          agencyId: scope === 'post' ? null : agencyId,
          from: days.from,
          // The form asks for the last day; the record keeps the first that does not count.
          to: plusDays(days.last, 1),
          legalBasis,
          onward,
        },
      }),
    onDone,
  );
  const whole = takerId !== '' && legalBasis.trim() !== '' && (scope === 'post' || agencyId !== '');
  const submit = () => {
    setTried(true);
    if (whole && permissions.length > 0 && isDay(days.from) && isDay(days.last)) save.mutate();
  };
  const missing = (value: string) => (tried && value.trim() === '' ? t('change.missing') : undefined);
  const single = (matrix.data?.permissions ?? []).map((one) => ({ value: one, label: nameOf(one) }));
  return (
    <Form
      title={source ? t('delegate.handOnOf', { name: source.giver.name }) : t('delegate.title')}
      submit={t('delegate.give')}
      note={t('delegate.note')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      {!source && (
        <Select
          label={t('delegate.post')}
          data={person.assignments.map(({ id, position, agency }) => ({
            value: id,
            label: `${position} · ${agency.shortName}`,
          }))}
          value={assignmentId}
          allowDeselect={false}
          onChange={(id) => setAssignmentId(id ?? assignmentId)}
        />
      )}
      <PersonPicker
        label={t('delegate.taker')}
        value={takerId}
        onChange={setTakerId}
        error={missing(takerId)}
        required
      />
      <MultiSelect
        label={t('delegate.rights')}
        required
        searchable
        data={[{ value: '*', label: t('delegate.all') }, { value: '*.read', label: t('delegate.read') }, ...single]}
        value={permissions}
        error={tried && permissions.length === 0 && t('change.missing')}
        onChange={setPermissions}
        maxDropdownHeight={280}
      />
      <Select
        label={t('delegate.scope')}
        data={SCOPES.map((value) => ({ value, label: t(`delegationScope.${value}`) }))}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? scope)}
      />
      {scope !== 'post' && (
        <AgencyPicker
          label={t('person.agency')}
          value={agencyId}
          onChange={setAgencyId}
          error={missing(agencyId)}
          required
        />
      )}
      <DayField label={t('act.from')} value={days.from} onChange={(from) => setDays({ ...days, from })} />
      <DayField label={t('act.last')} value={days.last} onChange={(last) => setDays({ ...days, last })} />
      <TextInput
        label={t('delegate.basis')}
        placeholder={t('delegate.basisExample')}
        required
        maxLength={300}
        value={legalBasis}
        error={missing(legalBasis)}
        onChange={(event) => setLegalBasis(event.currentTarget.value)}
      />
      <Checkbox
        label={t('delegate.onward')}
        description={t('delegate.onwardHelp')}
        checked={onward}
        onChange={(event) => setOnward(event.currentTarget.checked)}
      />
    </Form>
  );
}
