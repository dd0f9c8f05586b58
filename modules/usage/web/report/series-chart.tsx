import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartSeries, useDays, useUrlParam } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';
import styles from './report.module.css';
import { HOURS_AT_MOST_DAYS, pointLabel } from './series-label.ts';
import { useRemarks } from './use-remarks.ts';

/** Visits and page views by day or hour; with the visits of the period before when comparing. */
export function SeriesChart({ code, compare }: { code: number; compare: boolean }) {
  const { t } = useTranslation('usage');
  const days = useDays();
  const [segment] = useUrlParam('segment');
  const [chosen, setBy] = useUrlParam('by', 'day');
  const short = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000 < HOURS_AT_MOST_DAYS;
  const by = chosen === 'hour' && short ? 'hour' : 'day';
  const { data, isPending, error, refetch } = useQuery({
    ...usage.getSeries.query({
      params: { code },
      query: { ...days, by, compare: String(compare), segment: segment || undefined },
    }),
    placeholderData: keepPreviousData,
  });
  const points = data?.points ?? [];
  const series: ChartSeries[] = [
    { name: t('figure.visits'), values: points.map(({ visits }) => visits) },
    { name: t('figure.pageViews'), values: points.map(({ pageViews }) => pageViews) },
    ...(data?.previous
      ? [{ name: t('report.visitsBefore'), values: points.map((_, i) => data.previous?.[i]?.visits ?? null) }]
      : []),
  ];
  const remarks = useRemarks(code, points);
  return (
    <div className={styles.series}>
      <div className={styles.by}>
        <SegmentedControl
          size="xs"
          aria-label={t('report.by')}
          value={by}
          onChange={setBy}
          data={[
            { value: 'day', label: t('report.byDay') },
            { value: 'hour', label: t('report.byHour'), disabled: !short },
          ]}
        />
      </div>
      <Chart
        kind="line"
        title={by === 'day' ? t('report.seriesDay') : t('report.seriesHour')}
        categories={points.map(({ at }) => pointLabel(at))}
        series={series}
        remarks={remarks}
        unit={t('report.unit')}
        categoryLabel={by === 'day' ? t('report.day') : t('report.hour')}
        loading={isPending}
        error={error ?? undefined}
        retry={() => void refetch()}
        empty={{ title: t('report.noVisits'), text: t('report.noVisitsText') }}
      />
    </div>
  );
}
