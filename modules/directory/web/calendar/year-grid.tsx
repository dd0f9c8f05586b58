import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { plusDays, today } from '#platform/web/format.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CalendarDay, CalendarYear } from '../../contract.ts';
import styles from './calendar.module.css';
import { monthsOf, stateOfDay, WEEKDAYS, weekdayOf } from './days.ts';

interface YearGridProps {
  calendar: CalendarYear;
  chosen: string;
  onChoose(day: string): void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Twelve months. One stop of the tab key; arrows move by days and weeks, also over the edges of months. */
export function YearGrid({ calendar, chosen, onChoose }: YearGridProps) {
  const { t } = useTranslation('directory');
  const grid = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`)?.focus();
    moved.current = false;
  }, [chosen]);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = plusDays(chosen, step);
    if (!next.startsWith(`${calendar.year}-`)) return;
    moved.current = true;
    onChoose(next);
  };
  const special = new Map(calendar.days.map((one) => [one.day, one]));
  return (
    <div ref={grid} className={styles.year}>
      {monthsOf(calendar.year).map((weeks, month) => (
        <table key={month} className={styles.month}>
          <caption>{t('calendar.month', { month: month + 1 })}</caption>
          <thead>
            <tr>
              {WEEKDAYS.map((weekday) => (
                <th key={weekday} scope="col">
                  <abbr title={t(`weekday.${weekday}`)}>{t(`weekdayShort.${weekday}`)}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((day) => day !== null)}>
                {week.map((day, place) =>
                  day === null ? (
                    <td key={place} aria-hidden />
                  ) : (
                    <td key={day}>
                      <Day
                        day={day}
                        calendar={calendar}
                        special={special.get(day)}
                        chosen={day === chosen}
                        onChoose={() => onChoose(day)}
                        onKeyDown={move}
                      />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

interface DayProps {
  day: string;
  calendar: CalendarYear;
  special: CalendarDay | undefined;
  chosen: boolean;
  onChoose(): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Day({ day, calendar, special, chosen, onChoose, onKeyDown }: DayProps) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const state = stateOfDay(calendar, day, special);
  const what = special ? `${t(`dayKind.${special.kind}`)}: ${special.name}` : t(`dayState.${state}`);
  return (
    <button
      type="button"
      className={styles.day}
      data-day={day}
      data-state={state}
      data-today={day === today() || undefined}
      aria-pressed={chosen}
      title={special ? what : undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {Number(day.slice(8))}
      <span className="visually-hidden">{` ${t(`weekday.${weekdayOf(day)}`)} ${format.day(day)}, ${what}`}</span>
    </button>
  );
}
