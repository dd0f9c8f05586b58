import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Figure, FigureRow } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';
import { useFigureProps } from '../report/use-figure-props.ts';
import type { useBoardQuery } from './use-board-query.ts';

/** The use of all sites together, and how many of them send. */
export function BoardTotals({ query }: Pick<ReturnType<typeof useBoardQuery>, 'query'>) {
  const { t } = useTranslation('usage');
  const propsOf = useFigureProps();
  const { data, error, refetch } = useQuery({ ...usage.getTotals.query({ query }), placeholderData: keepPreviousData });
  const retry = () => void refetch();
  const trend = (key: 'visits' | 'visitors' | 'pageViews') =>
    data && { values: data.series.map((point) => point[key]), label: t('figure.trend', { what: t(`figure.${key}`) }) };
  return (
    <FigureRow>
      <Figure
        {...propsOf('visits', data?.figures)}
        trend={trend('visits')}
        live
        error={error ?? undefined}
        retry={retry}
      />
      <Figure
        {...propsOf('visitors', data?.figures)}
        trend={trend('visitors')}
        error={error ?? undefined}
        retry={retry}
      />
      <Figure
        {...propsOf('pageViews', data?.figures)}
        trend={trend('pageViews')}
        error={error ?? undefined}
        retry={retry}
      />
      <Figure
        label={t('board.receiving')}
        value={data?.sites.receiving}
        error={error ?? undefined}
        retry={retry}
        {...(data && {
          parts: {
            numerator: data.sites.receiving,
            denominator: data.sites.total,
            numeratorLabel: t('board.receivingPart'),
            denominatorLabel: t('board.sitesPart'),
          },
        })}
        definition={{ text: t('definition.receiving') }}
      />
    </FigureRow>
  );
}
