import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TIME_ZONE } from '#platform/web/format.ts';
import { useDays } from '#platform/web/kit/index.ts';
import type { ChartRemark } from '#platform/web/kit/props.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { SeriesPoint } from '../../contract.ts';
import { usage } from '../api.ts';
import { placesOf } from './places-of.ts';

/** What a chart of days or hours says beside its lines: where figures are missing. */
export function useRemarks(code: number, points: readonly SeriesPoint[]): ChartRemark[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const query = { ...useDays(), site: code, limit: 50 };
  const gaps = useQuery(usage.listInterruptions.query({ query })).data?.rows;
  return useMemo(() => {
    const categories = points.map(({ at }) => at);
    return (gaps ?? []).flatMap(({ startedAt, endedAt, seconds, state }): ChartRemark[] => {
      if (state === 'filled') return [];
      const places = placesOf(categories, startedAt, endedAt, TIME_ZONE);
      return places ? [{ ...places, kind: 'gap', text: `${t('gaps.span')} ${format.duration(seconds)}` }] : [];
    });
  }, [points, gaps, t, format]);
}
