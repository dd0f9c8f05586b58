import { Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { TimeUnit } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './calendar.module.css';

const UNITS = ['working_hour', 'working_day', 'day', 'month'] as const satisfies TimeUnit[];
/** Received at eight in the morning: only a limit in hours depends on it. */
const MORNING = 'T08:00:00+07:00';

/** When a time limit that begins on this day runs out, and which days it passes over. */
export function TimeLimit({ from }: { from: string }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const [amount, setAmount] = useState('5');
  const [unit, setUnit] = useState<TimeUnit>('working_day');
  const count = /^[1-9]\d{0,2}$/.test(amount.trim()) ? Number(amount) : null;
  const query = useQuery({
    ...directory.getDeadline.query({ query: { from: `${from}${MORNING}`, amount: count ?? 1, unit } }),
    enabled: count !== null,
    placeholderData: keepPreviousData,
  });
  const answer = count === null ? undefined : query.data;
  return (
    <section className={styles.part} aria-labelledby="time-limit">
      <h3 id="time-limit">{t('limit.title')}</h3>
      <div className={styles.row}>
        <TextInput
          name="limit-amount"
          label={t('limit.amount')}
          inputMode="numeric"
          value={amount}
          error={count === null && t('limit.amountWrong')}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <Select
          label={t('limit.unit')}
          data={UNITS.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
          value={unit}
          allowDeselect={false}
          onChange={(value) => setUnit(UNITS.find((one) => one === value) ?? 'working_day')}
        />
      </div>
      <p className={styles.answer} aria-live="polite">
        {answer && (
          <>
            {t('limit.due')} <strong>{format.dateTime(answer.due)}</strong>
          </>
        )}
      </p>
      {answer && answer.skipped.length > 0 && (
        <p className={styles.quiet}>
          {t('limit.skipped', {
            days: answer.skipped.map(({ day, name }) => `${format.day(day)} (${name})`).join(', '),
          })}
        </p>
      )}
      {answer?.provisional && <p className={styles.quiet}>{t('limit.provisional')}</p>}
    </section>
  );
}
