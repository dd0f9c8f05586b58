import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '#modules/directory/web/index.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { usePlaces } from '../places/use-places.ts';
import { useAct } from '../sessions/use-session.ts';

/** Adds an invitee or staff, from the directory or by name. */
export function AddParticipant({ sessionId, onClose }: { sessionId: string; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const places = usePlaces(sessionId).data?.rows ?? [];
  const [form, setForm] = useState({
    kind: 'invitee' as 'invitee' | 'staff',
    personId: '',
    name: '',
    title: '',
    unitName: '',
    placeId: '',
  });
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const add = useAct(async () => {
    const { kind, personId, name, title, unitName, placeId } = form;
    return await meetings.addParticipant({
      params: { id: sessionId },
      body: {
        kind,
        personId: personId || null,
        ...(name.trim() && { name }),
        title,
        unitName,
        placeId: placeId || null,
      },
    });
  }, onClose);
  const nobody = form.personId === '' && form.name.trim() === '';
  const text = (key: 'name' | 'title' | 'unitName', label: string) => (
    <TextInput
      label={label}
      maxLength={200}
      value={form[key]}
      error={key === 'name' && tried && nobody ? t('check.person') : undefined}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <FormWindow
      title={t('people.add')}
      submit={t('people.add')}
      error={add.error}
      pending={add.isPending}
      onSubmit={() => {
        setTried(true);
        if (!nobody) add.mutate();
      }}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('people.kind')}
        value={form.kind}
        onChange={(kind) => change({ kind: kind === 'staff' ? 'staff' : 'invitee' })}
        data={(['invitee', 'staff'] as const).map((value) => ({ value, label: t(`participantKind.${value}`) }))}
      />
      <PersonPicker
        label={t('people.fromDirectory')}
        value={form.personId}
        onChange={(personId) => change({ personId })}
      />
      {form.personId === '' && text('name', t('people.byName'))}
      {text('title', t('people.post'))}
      {text('unitName', t('people.unitName'))}
      <Select
        label={t('people.place')}
        data={places.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.placeId || null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
        onChange={(placeId) => change({ placeId: placeId ?? '' })}
      />
    </FormWindow>
  );
}
