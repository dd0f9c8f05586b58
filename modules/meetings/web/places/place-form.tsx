import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Place, Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { useAct } from '../sessions/use-session.ts';

interface PlaceFormProps {
  session: Session;
  /** Null: a new one. */
  place: Place | null;
  onClose(): void;
}

/** A place with its room, who heads it and who runs it. */
export function PlaceForm({ session, place, onClose }: PlaceFormProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({
    name: place?.name ?? '',
    room: place?.room ?? '',
    agencyId: place?.agency?.id ?? '',
    headId: place?.head?.id ?? '',
    operatorId: place?.operator?.id ?? '',
    isMain: place?.isMain ?? false,
  });
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const people = useQuery(meetings.listParticipants.query({ params: { id: session.id }, query: { limit: 500 } }));
  const choices = (people.data?.rows ?? []).map(({ id, number, name }) => ({ value: id, label: `${number}. ${name}` }));
  const save = useAct(async () => {
    const moved = form.agencyId !== (place?.agency?.id ?? '');
    const body = {
      name: form.name,
      room: form.room,
      isMain: form.isMain,
      agencyId: form.agencyId || null,
      headId: form.headId || null,
      operatorId: form.operatorId || null,
      // Another agency lies elsewhere: the directory is asked.
      latitude: moved ? null : (place?.latitude ?? null),
      longitude: moved ? null : (place?.longitude ?? null),
    };
    const params = { id: session.id };
    return place === null
      ? await meetings.addPlace({ params, body })
      : await meetings.changePlace({ params: { ...params, placeId: place.id }, body });
  }, onClose);
  const remove = useAct(
    async () => await meetings.removePlace({ params: { id: session.id, placeId: place?.id ?? '' } }),
    onClose,
  );
  const removable = place !== null && !place.isMain && (session.state === 'draft' || session.state === 'invited');
  const person = (key: 'headId' | 'operatorId', label: string) => (
    <Select
      label={label}
      data={choices}
      value={form[key] || null}
      searchable
      clearable
      limit={50}
      clearButtonProps={{ 'aria-label': t('act.clear') }}
      onChange={(id) => change({ [key]: id ?? '' })}
    />
  );
  return (
    <FormWindow
      title={t(place === null ? 'places.add' : 'places.change')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => {
        setTried(true);
        if (form.name.trim() !== '') save.mutate();
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('places.name')}
        required
        maxLength={200}
        value={form.name}
        error={tried && form.name.trim() === '' ? t('check.name') : undefined}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('places.room')}
        maxLength={300}
        value={form.room}
        onChange={(event) => change({ room: event.currentTarget.value })}
      />
      <AgencyPicker label={t('places.agency')} value={form.agencyId} onChange={(agencyId) => change({ agencyId })} />
      {person('headId', t('places.head'))}
      {person('operatorId', t('places.operator'))}
      {place?.isMain !== true && (
        <Switch
          label={t('places.makeMain')}
          checked={form.isMain}
          onChange={(event) => change({ isMain: event.currentTarget.checked })}
        />
      )}
      {remove.error && <ErrorState error={remove.error} compact />}
      {removable && (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('places.remove')}
        </Button>
      )}
    </FormWindow>
  );
}
