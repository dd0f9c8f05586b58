import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Figure, FigureRow, useDays } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';
import { useFigureProps } from '../report/use-figure-props.ts';

/** The use of all sites over the last 30 days, in two numbers. */
export function UseInShort() {
  const { t } = useTranslation('usage');
  const propsOf = useFigureProps();
  const { data, error, refetch } = useQuery(usage.getTotals.query({ query: useDays() }));
  const shared = { error: error ?? undefined, retry: () => void refetch(), to: '/sites' };
  const trend = (key: 'visits' | 'pageViews') =>
    data && { values: data.series.map((point) => point[key]), label: t('figure.trend', { what: t(`figure.${key}`) }) };
  return (
    <FigureRow>
      <Figure {...propsOf('visits', data?.figures)} {...shared} trend={trend('visits')} />
      <Figure {...propsOf('pageViews', data?.figures)} {...shared} trend={trend('pageViews')} />
    </FigureRow>
  );
}
