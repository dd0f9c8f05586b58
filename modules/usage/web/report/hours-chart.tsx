import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Chart, useDays, useUrlParam } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When people come: visits begun by weekday and hour of the site. */
export function HoursChart({ code }: { code: number }) {
  const { t } = useTranslation('usage');
  const days = useDays();
  const [segment] = useUrlParam('segment');
  const { data, isPending, error, refetch } = useQuery({
    ...usage.getHours.query({ params: { code }, query: { ...days, segment: segment || undefined } }),
    placeholderData: keepPreviousData,
  });
  const visits = new Map(data?.cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.visits]));
  return (
    <Chart
      kind="heatmap"
      title={t('report.hours')}
      categories={HOURS.map(String)}
      series={WEEKDAYS.map((weekday) => ({
        name: t(`weekday.${weekday}`),
        values: HOURS.map((hour) => visits.get(`${weekday} ${hour}`) ?? 0),
      }))}
      unit={t('report.unit')}
      categoryLabel={t('report.hour')}
      height={270}
      loading={isPending}
      error={error ?? undefined}
      retry={() => void refetch()}
      empty={{ title: t('report.noVisits'), text: t('report.noVisitsText') }}
    />
  );
}
