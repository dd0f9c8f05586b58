import { useTranslation } from 'react-i18next';
import { isDay, plusDays, today } from '../format.ts';
import { DayField } from './day-field.tsx';
import styles from './day-range.module.css';
import type { DayRangeProps } from './props.ts';
import { useDays } from './use-days.ts';
import { useUrlParams } from './use-url-param.ts';

const SPANS = [7, 30, 90] as const;

/** Chooses a period: one of the usual spans up to today, or two days. */
export function DayRange({ label }: DayRangeProps) {
  const { t } = useTranslation();
  const { from, to } = useDays();
  const [, change] = useUrlParams();
  const now = today();
  return (
    <fieldset className={styles.range}>
      <legend className="visually-hidden">{label ?? t('days.label')}</legend>
      <div className={styles.spans}>
        {SPANS.map((span) => {
          const start = plusDays(now, 1 - span);
          return (
            <button
              key={span}
              type="button"
              className={styles.span}
              aria-pressed={to === now && from === start}
              onClick={() => change({ from: start, to: now })}
            >
              {t('days.last', { count: span })}
            </button>
          );
        })}
      </div>
      <div className={styles.days}>
        <DayField
          inBar
          label={t('days.from')}
          value={from}
          onChange={(day) => isDay(day) && day <= now && change({ from: day, to: day > to ? day : to })}
        />
        <span aria-hidden>–</span>
        <DayField
          inBar
          label={t('days.to')}
          value={to}
          onChange={(day) => isDay(day) && day <= now && change({ from: day < from ? day : from, to: day })}
        />
      </div>
    </fieldset>
  );
}
