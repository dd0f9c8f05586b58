import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, parseDay } from '../format.ts';
import { useFormat } from '../use-format.ts';
import styles from './day-field.module.css';
import type { DayFieldProps } from './props.ts';

/** Of `30/11/2021`. */
const LENGTH = 10;

/**
 * A day typed as `30/11/2021` or chosen in the browser's calendar. The browser's own date field is not shown: it writes
 * days in the browser's language, 11/30/2021 for many.
 */
export function DayField({ label, value, onChange, description, error, name, id, inBar = false }: DayFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = isDay(value) ? format.day(value) : value;
  // What is being typed, until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const text = typed ?? shown;
  const type = (next: string) => {
    setTyped(next);
    // A day is taken as soon as it is whole, so that Enter sends what stands in the field.
    const day = parseDay(next);
    if (day !== null || !inBar) onChange(day ?? next.trim());
  };
  // Nobody is told of a mistake before the day is written out.
  const done = typed === null || typed.length === LENGTH;
  const wrong = error ?? (done && text !== '' && parseDay(text) === null ? t('day.wrong') : undefined);
  return (
    <div className={styles.field} data-bar={inBar || undefined}>
      <TextInput
        {...(inBar ? { 'aria-label': label } : { label, description })}
        {...(id && { id })}
        {...(name && { name })}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('day.shape')}
        maxLength={LENGTH}
        value={text}
        error={wrong}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
        rightSection={
          <ActionIcon
            variant="subtle"
            className={styles.open}
            aria-label={t('day.choose', { label })}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={18} aria-hidden />
          </ActionIcon>
        }
      />
      <input
        ref={calendar}
        type="date"
        className={styles.calendar}
        tabIndex={-1}
        aria-hidden
        value={isDay(value) ? value : ''}
        onChange={(event) => {
          setTyped(null);
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
