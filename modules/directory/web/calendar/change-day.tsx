import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { CalendarDay, DayKind } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './calendar.module.css';

interface ChangeDayProps {
  day: string;
  special: CalendarDay | undefined;
  /** A weekly day of rest can be worked in exchange; a working day can be off. */
  rests: boolean;
}

/** Officials say what a day is, and where that stands. */
export function ChangeDay({ day, special, rests }: ChangeDayProps) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const kinds: DayKind[] = ['holiday', 'compensation', 'swapped_off', 'swapped_work'];
  const usual = special?.kind ?? (rests ? 'swapped_work' : 'swapped_off');
  const [kind, setKind] = useState<DayKind>(usual);
  const [name, setName] = useState(special?.name ?? '');
  const [source, setSource] = useState(special?.source ?? '');
  const [tried, setTried] = useState(false);
  const onSuccess = () => void queries.invalidateQueries({ queryKey: ['directory'] });
  const save = useMutation({
    mutationFn: () => directory.setCalendarDay({ params: { day }, body: { kind, name, source } }),
    onSuccess,
  });
  const clear = useMutation({ mutationFn: () => directory.clearCalendarDay({ params: { day } }), onSuccess });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && source.trim() !== '') save.mutate();
  };
  const missing = (value: string) => tried && value.trim() === '' && t('change.missing');
  return (
    <form className={styles.part} onSubmit={submit} noValidate aria-labelledby="change-day">
      <h3 id="change-day">{t('change.title')}</h3>
      <Select
        label={t('change.kind')}
        data={kinds.map((one) => ({ value: one, label: t(`dayKind.${one}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? usual)}
      />
      <TextInput
        name="day-name"
        label={t('change.name')}
        required
        maxLength={120}
        value={name}
        error={missing(name)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        name="day-source"
        label={t('change.source')}
        description={t('change.sourceHelp')}
        required
        maxLength={300}
        value={source}
        error={missing(source)}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      {(save.error ?? clear.error) && <ErrorState error={save.error ?? clear.error} compact />}
      <div className={styles.row}>
        <Button type="submit" loading={save.isPending}>
          {t('change.save')}
        </Button>
        {special && (
          <Button variant="default" loading={clear.isPending} onClick={() => clear.mutate()}>
            {t('change.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
