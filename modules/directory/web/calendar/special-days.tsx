import { useTranslation } from 'react-i18next';
import { type Column, List } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CalendarDay, CalendarYear } from '../../contract.ts';
import styles from './calendar.module.css';
import { weekdayOf } from './days.ts';

/** The days that are not as their weekday says, with where that stands. */
export function SpecialDays({ calendar, onChoose }: { calendar: CalendarYear; onChoose(day: string): void }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const columns: Column<CalendarDay>[] = [
    {
      key: 'day',
      title: t('calendar.day'),
      value: ({ day }) => day,
      cell: ({ day }) => `${t(`weekdayShort.${weekdayOf(day)}`)}, ${format.day(day)}`,
      width: '10rem',
    },
    { key: 'name', title: t('calendar.name'), value: ({ name }) => name },
    { key: 'kind', title: t('change.kind'), value: ({ kind }) => t(`dayKind.${kind}`), show: 'wide' },
    { key: 'source', title: t('calendar.source'), value: ({ source }) => source, show: 'wide' },
    {
      key: 'certainty',
      title: t('calendar.certainty'),
      value: ({ confirmed }) => (confirmed ? t('calendar.confirmed') : t('calendar.unconfirmed')),
      show: 'wide',
      width: '9rem',
    },
  ];
  return (
    <div className={styles.section}>
      <h2>{t('calendar.special')}</h2>
      <List<CalendarDay>
        rows={calendar.days}
        label={t('calendar.special')}
        columns={columns}
        rowKey={({ day }) => day}
        empty={{ title: t('calendar.none') }}
        onOpen={({ day }) => onChoose(day)}
      />
    </div>
  );
}
