import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import { type Session, SessionKind } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { dayAndTime, instantOf, isTime } from './times.ts';
import { useAct } from './use-session.ts';

/** Title, kind and time, until the session opens. */
export function ChangeSession({ session, onClose }: { session: Session; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const start = dayAndTime(session.startsAt);
  const [form, setForm] = useState({
    title: session.title,
    kind: session.kind,
    day: start.day,
    from: start.time,
    to: dayAndTime(session.endsAt).time,
  });
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const save = useAct(
    async () =>
      await meetings.changeSession({
        params: { id: session.id },
        body: {
          title: form.title,
          kind: form.kind,
          ordinal: session.ordinal,
          startsAt: instantOf(form.day, form.from),
          endsAt: instantOf(form.day, form.to),
        },
      }),
    onClose,
  );
  const late = !isTime(form.to) || form.to <= form.from;
  const submit = () => {
    setTried(true);
    if (form.title.trim() !== '' && isDay(form.day) && isTime(form.from) && !late) save.mutate();
  };
  return (
    <FormWindow
      title={t('session.change')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('session.title')}
        required
        maxLength={300}
        value={form.title}
        error={tried && form.title.trim() === '' ? t('check.title') : undefined}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Select
        label={t('session.kind')}
        data={SessionKind.options.map((one) => ({ value: one, label: t(`sessionKind.${one}`) }))}
        value={form.kind}
        allowDeselect={false}
        onChange={(kind) => change({ kind: SessionKind.options.find((one) => one === kind) ?? form.kind })}
      />
      <div className={styles.row}>
        <DayField label={t('session.day')} value={form.day} onChange={(day) => change({ day })} />
        <TextInput
          type="time"
          label={t('session.from')}
          value={form.from}
          error={tried && !isTime(form.from) ? t('check.time') : undefined}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('session.to')}
          value={form.to}
          error={tried && late ? t('check.timeAfter') : undefined}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
    </FormWindow>
  );
}
