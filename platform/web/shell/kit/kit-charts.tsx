import { useTranslation } from 'react-i18next';
import { Chart } from '../../kit/index.ts';
import { SAMPLE_DAYS, SAMPLE_HOURS, SAMPLE_VALUES, sampleRows, sampleWeek } from './sample.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

export function KitCharts() {
  const { t } = useTranslation();
  const unit = t('kit.visits').toLowerCase();
  const days = { categories: SAMPLE_DAYS, categoryLabel: t('kit.day'), unit };
  const weekdays = [2, 3, 4, 5, 6, 7].map((day) => t('kit.weekday', { day }));
  const top = sampleRows(8, t('kit.long'));
  const views = { name: t('kit.views'), values: SAMPLE_VALUES };
  const visits = { name: t('kit.visits'), values: SAMPLE_VALUES.map((value) => Math.round(value / 3)) };
  return (
    <>
      <Chart {...days} kind="line" title={t('kit.viewsByDay')} series={[views]} />
      <Chart {...days} kind="line" title={`${t('kit.views')}, ${t('kit.visits')}`} series={[views, visits]} />
      <Chart {...days} kind="bar" title={t('kit.visits')} series={[visits]} />
      <Chart
        kind="bar-horizontal"
        title={t('kit.name')}
        categories={top.map(({ name }) => name)}
        series={[{ name: t('kit.visits'), values: top.map(({ visits: count }) => count) }]}
        unit={unit}
        categoryLabel={t('kit.name')}
      />
      <Chart
        kind="heatmap"
        title={t('kit.byHour')}
        categories={SAMPLE_HOURS}
        series={sampleWeek([...weekdays, t('kit.sunday')])}
        unit={unit}
        categoryLabel={t('kit.hour')}
      />
      <Chart {...days} kind="line" title={`${t('kit.viewsByDay')}: ${t('kit.loading')}`} series={[]} loading />
      <Chart {...days} kind="line" title={`${t('kit.viewsByDay')}: ${t('kit.empty')}`} series={[]} />
      <Chart
        {...days}
        kind="line"
        title={`${t('kit.viewsByDay')}: ${t('kit.failed')}`}
        series={[]}
        error={SAMPLE_PROBLEM}
        retry={() => {}}
      />
    </>
  );
}
