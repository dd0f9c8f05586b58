import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CalendarYear, WorkWeek } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './calendar.module.css';
import { hoursText, readHours, WEEKDAYS } from './days.ts';

/** The weekly working hours, and the way to change them from the chosen day on. */
export function WorkWeeks({ calendar, from }: { calendar: CalendarYear; from: string }) {
  const { t } = useTranslation('directory');
  const [open, setOpen] = useState(false);
  const last = calendar.weeks.at(-1);
  return (
    <section className={styles.section} aria-labelledby="work-weeks">
      <h2 id="work-weeks">{t('week.title')}</h2>
      {calendar.weeks.map((week) => (
        <Week key={week.from} week={week} />
      ))}
      {calendar.can.change && !open && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('week.change')}
        </Button>
      )}
      {open && last && <WeekForm key={from} last={last} from={from} onDone={() => setOpen(false)} />}
    </section>
  );
}

function Week({ week }: { week: WorkWeek }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return (
    <>
      <p className={styles.quiet}>{t('week.from', { from: format.day(week.from), source: week.source })}</p>
      <dl className={styles.week}>
        {WEEKDAYS.map((weekday) => (
          <div key={weekday}>
            <dt>{t(`weekday.${weekday}`)}</dt>
            <dd>{hoursText(week.hours[weekday] ?? []) || t('week.rest')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function WeekForm({ last, from, onDone }: { last: WorkWeek; from: string; onDone(): void }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const queries = useQueryClient();
  const [texts, setTexts] = useState(() => last.hours.map(hoursText));
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const hours = texts.map(readHours);
  const read = hours.filter((sessions) => sessions !== null);
  const save = useMutation({
    mutationFn: () => directory.setWorkWeek({ body: { from, hours: read, source } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['directory'] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.length === 7 && source.trim() !== '') save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{t('week.fromDay', { from: format.day(from) })}</p>
      {WEEKDAYS.map((weekday) => (
        <TextInput
          key={weekday}
          name={`hours-${weekday}`}
          label={t(`weekday.${weekday}`)}
          placeholder={t('week.rest')}
          value={texts[weekday] ?? ''}
          error={hours[weekday] === null && t('week.wrong')}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTexts((before) => before.map((text, n) => (n === weekday ? value : text)));
          }}
        />
      ))}
      <TextInput
        name="week-source"
        label={t('change.source')}
        required
        maxLength={300}
        value={source}
        error={tried && source.trim() === '' && t('change.missing')}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      {save.error && <ErrorState error={save.error} compact />}
      <div className={styles.row}>
        <Button type="submit" loading={save.isPending}>
          {t('week.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('week.cancel')}
        </Button>
      </div>
    </form>
  );
}
