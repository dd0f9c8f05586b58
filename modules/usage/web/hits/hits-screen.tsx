import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DayRange, List, rowsOf, useDays, useUrlParams } from '#platform/web/kit/index.ts';
import { FigureKey, HitKind, type HitRow } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from '../report/report.module.css';
import { SegmentChoice } from '../segments/segment-choice.tsx';
import { useSiteCode } from '../site/use-site.ts';
import { HitFilters } from './hit-filters.tsx';
import { useHitColumns } from './use-hit-columns.tsx';

/** The records behind a figure or a row: every hit, newest first. */
export function HitsScreen() {
  const { t } = useTranslation('usage');
  const code = useSiteCode();
  const days = useDays();
  const [{ figure, kind, path, subject, segment }] = useUrlParams();
  const query = useInfiniteQuery({
    ...usage.listHits.pages({
      params: { code },
      query: {
        ...days,
        figure: FigureKey.options.find((one) => one === figure),
        kind: HitKind.options.find((one) => one === kind),
        path,
        segment,
        subject,
        limit: 100,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const state = rowsOf<HitRow>(query);
  // Hits have no name of their own; their place in the answer tells them apart.
  const places = new Map(state.rows?.map((row, place) => [row, place]));
  return (
    <>
      <div className={styles.bar}>
        <DayRange />
        <SegmentChoice />
      </div>
      <List<HitRow>
        {...state}
        label={t('hits.title')}
        columns={useHitColumns()}
        rowKey={(row) => String(places.get(row))}
        filters={<HitFilters />}
        empty={{ title: t('hits.none'), text: t('report.noVisitsText') }}
        sortable={false}
      />
    </>
  );
}
