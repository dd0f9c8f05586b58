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

/** What a chart of days or hours says beside its lines: what was noted, and where figures are missing. */
export function useRemarks(code: number, points: readonly SeriesPoint[]): ChartRemark[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const query = { ...useDays(), site: code, limit: 50 };
  const gaps = useQuery(usage.listInterruptions.query({ query })).data?.rows;
  const { from, to } = query;
  const notes = useQuery(usage.listAnnotations.query({ params: { code }, query: { from, to } })).data?.rows;
  return useMemo(() => {
    const categories = points.map(({ at }) => at);
    const said = (notes ?? []).toReversed().flatMap(({ day, text }): ChartRemark[] => {
      const place = categories.findIndex((category) => category.startsWith(day));
      return place < 0 ? [] : [{ from: place, text }];
    });
    const silent = (gaps ?? []).flatMap(({ startedAt, endedAt, seconds, state }): ChartRemark[] => {
      if (state === 'filled') return [];
      const places = placesOf(categories, startedAt, endedAt, TIME_ZONE);
      return places ? [{ ...places, kind: 'gap', text: `${t('gaps.span')} ${format.duration(seconds)}` }] : [];
    });
    return [...said, ...silent];
  }, [points, gaps, notes, t, format]);
}
