import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem } from '../../contract.ts';
import { floor, meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

interface ItemFormProps {
  sessionId: string;
  /** Null: a new one, at the end. */
  item: AgendaItem | null;
  onClose(): void;
}

/** An entry of the programme: title, who presents, minutes planned, who sees it. */
export function ItemForm({ sessionId, item, onClose }: ItemFormProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({
    title: item?.title ?? '',
    presenterId: item?.presenterId ?? '',
    presenter: item?.presenter ?? '',
    minutes: item?.seconds === undefined || item.seconds === null ? '' : String(Math.round(item.seconds / 60)),
    visibility: item?.visibility ?? 'common',
    content: item?.content ?? 'topic',
  });
  const [tried, setTried] = useState(false);
  const people = useQuery(meetings.listParticipants.query({ params: { id: sessionId }, query: { limit: 500 } }));
  const choices = people.data?.rows ?? [];
  const save = useAct(async () => {
    const { title, presenterId, presenter, minutes, visibility, content } = form;
    const body = {
      title,
      presenterId: presenterId || null,
      presenter: choices.find(({ id }) => id === presenterId)?.name ?? presenter,
      seconds: minutes.trim() === '' ? null : Number(minutes) * 60,
      visibility,
    };
    return item === null
      ? await floor.addItem({ params: { id: sessionId }, body: { ...body, content } })
      : await floor.changeItem({ params: { id: sessionId, itemId: item.id }, body });
  }, onClose);
  const wrongMinutes = !/^\d{0,4}$/.test(form.minutes.trim());
  const submit = () => {
    setTried(true);
    if (form.title.trim() !== '' && !wrongMinutes) save.mutate();
  };
  return (
    <FormWindow
      title={t(item === null ? 'programme.add' : 'programme.change')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('programme.itemTitle')}
        required
        maxLength={500}
        value={form.title}
        error={tried && form.title.trim() === '' ? t('check.name') : undefined}
        onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
      />
      {item === null && (
        <SegmentedControl
          aria-label={t('programme.content')}
          value={form.content}
          onChange={(value) => setForm({ ...form, content: value === 'resolution' ? 'resolution' : 'topic' })}
          data={[
            { value: 'topic', label: t('programme.topic') },
            { value: 'resolution', label: t('programme.resolution') },
          ]}
        />
      )}
      <Select
        label={t('programme.presenter')}
        data={choices.map(({ id, number, name }) => ({ value: id, label: `${number}. ${name}` }))}
        value={form.presenterId || null}
        searchable
        clearable
        limit={50}
        clearButtonProps={{ 'aria-label': t('act.clear') }}
        onChange={(presenterId) => setForm({ ...form, presenterId: presenterId ?? '', presenter: '' })}
      />
      <div className={styles.row}>
        <TextInput
          label={t('programme.minutesLabel')}
          inputMode="numeric"
          value={form.minutes}
          error={tried && wrongMinutes ? t('check.ordinal') : undefined}
          onChange={(event) => setForm({ ...form, minutes: event.currentTarget.value })}
        />
        <Select
          label={t('programme.visibility')}
          data={(['common', 'internal', 'hidden'] as const).map((value) => ({
            value,
            label: t(`itemVisibility.${value}`),
          }))}
          value={form.visibility}
          allowDeselect={false}
          onChange={(value) =>
            setForm({
              ...form,
              visibility: (['common', 'internal', 'hidden'] as const).find((one) => one === value) ?? form.visibility,
            })
          }
        />
      </div>
    </FormWindow>
  );
}
