import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import { SessionKind } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { instantOf, isTime } from './times.ts';
import { useAct } from './use-session.ts';

interface NewSessionProps {
  bodyId: string;
  onClose(): void;
  onDone(id: string): void;
}

/** Calls a session of a body, from nothing or as the last one was. */
export function NewSession({ bodyId, onClose, onDone }: NewSessionProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({
    bodyId,
    kind: 'regular' as SessionKind,
    ordinal: '',
    title: '',
    day: '',
    from: '08:00',
    to: '11:30',
    templateId: '',
    room: '',
  });
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const bodies = useQuery(meetings.listBodies.query({ query: { state: 'active', limit: 200 } }));
  const past = useSessionsOf(form.bodyId, 'past');
  const upcoming = useSessionsOf(form.bodyId, 'upcoming');
  const create = useAct(
    async () =>
      await meetings.createSession({
        body: {
          bodyId: form.bodyId,
          kind: form.kind,
          ordinal: form.ordinal.trim() === '' ? null : Number(form.ordinal),
          title: form.title,
          startsAt: instantOf(form.day, form.from),
          endsAt: instantOf(form.day, form.to),
          templateId: form.templateId || null,
          mainPlace: { name: t('newSession.mainPlace'), room: form.room },
        },
      }),
    ({ id }) => onDone(id),
  );
  const wrong = {
    body: form.bodyId === '',
    title: form.title.trim() === '',
    day: !isDay(form.day),
    from: !isTime(form.from),
    to: !isTime(form.to) || form.to <= form.from,
    ordinal: !/^\d{0,4}$/.test(form.ordinal.trim()),
  };
  const submit = () => {
    setTried(true);
    if (!Object.values(wrong).includes(true)) create.mutate();
  };
  const missing = (is: boolean, text: string) => (tried && is ? text : undefined);
  return (
    <FormWindow
      title={t('sessions.new')}
      submit={t('newSession.create')}
      error={create.error}
      pending={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('session.body')}
        required
        searchable
        data={(bodies.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={form.bodyId || null}
        error={missing(wrong.body, t('check.body'))}
        onChange={(id) => change({ bodyId: id ?? '', templateId: '' })}
      />
      <TextInput
        label={t('session.title')}
        description={t('newSession.titleHelp')}
        required
        maxLength={300}
        value={form.title}
        error={missing(wrong.title, t('check.title'))}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <div className={styles.row}>
        <Select
          label={t('session.kind')}
          data={SessionKind.options.map((one) => ({ value: one, label: t(`sessionKind.${one}`) }))}
          value={form.kind}
          allowDeselect={false}
          onChange={(kind) => change({ kind: SessionKind.options.find((one) => one === kind) ?? 'regular' })}
        />
        <TextInput
          label={t('session.ordinal')}
          inputMode="numeric"
          value={form.ordinal}
          error={missing(wrong.ordinal, t('check.ordinal'))}
          onChange={(event) => change({ ordinal: event.currentTarget.value })}
        />
      </div>
      <div className={styles.row}>
        <DayField
          label={t('session.day')}
          value={form.day}
          error={missing(wrong.day, t('check.day'))}
          onChange={(day) => change({ day })}
        />
        <TextInput
          type="time"
          label={t('session.from')}
          value={form.from}
          error={missing(wrong.from, t('check.time'))}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('session.to')}
          value={form.to}
          error={missing(wrong.to, t('check.timeAfter'))}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
      <Select
        label={t('newSession.template')}
        description={t('newSession.templateHelp')}
        data={[...upcoming, ...past].map(({ id, title }) => ({ value: id, label: title }))}
        value={form.templateId || null}
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
        onChange={(id) => change({ templateId: id ?? '' })}
      />
      {form.templateId === '' && (
        <TextInput
          label={t('newSession.room')}
          maxLength={300}
          value={form.room}
          onChange={(event) => change({ room: event.currentTarget.value })}
        />
      )}
    </FormWindow>
  );
}

function useSessionsOf(bodyId: string, when: 'upcoming' | 'past') {
  const query = useQuery({
    ...meetings.listSessions.query({ query: { bodyId, when, limit: 20 } }),
    enabled: bodyId !== '',
  });
  return query.data?.rows ?? [];
}
