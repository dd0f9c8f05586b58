import { useTranslation } from 'react-i18next';
import { Record, StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CalendarYear } from '../../contract.ts';
import styles from './calendar.module.css';
import { ChangeDay } from './change-day.tsx';
import { dayOfYear, hoursText, stateOfDay, weekdayOf, weekOn } from './days.ts';
import { TimeLimit } from './time-limit.tsx';

const TONES = { work: 'quiet', rest: 'quiet', off: 'late', exchange: 'active' } as const;

/** One day beside the year: what it is and why, and what runs out when it begins here. */
export function DayPanel({ calendar, day }: { calendar: CalendarYear; day: string }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const special = calendar.days.find((one) => one.day === day);
  const state = stateOfDay(calendar, day, special);
  const lunar = calendar.lunar[dayOfYear(day)] ?? '';
  const hours = state === 'work' ? hoursText(weekOn(calendar, day)?.hours[weekdayOf(day)] ?? []) : '';
  return (
    <div className={styles.panel}>
      <Record
        number={t(`weekday.${weekdayOf(day)}`)}
        title={format.day(day)}
        state={
          <StateBadge tone={TONES[state]}>{special ? t(`dayKind.${special.kind}`) : t(`dayState.${state}`)}</StateBadge>
        }
        facts={[
          { label: t('calendar.lunar'), value: lunarText(lunar, t('calendar.leap')) },
          { label: t('calendar.hours'), value: hours },
          { label: t('calendar.name'), value: special?.name },
          { label: t('calendar.source'), value: special?.source },
          { label: t('calendar.certainty'), value: special && !special.confirmed ? t('calendar.unconfirmed') : null },
        ]}
      >
        <TimeLimit from={day} />
        {calendar.can.change && calendar.fixed && <ChangeDay day={day} special={special} rests={state === 'rest'} />}
      </Record>
    </div>
  );
}

function lunarText(lunar: string, leap: string): string {
  return lunar.endsWith('n') ? `${lunar.slice(0, -1)} ${leap}` : lunar;
}
