import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Figure, FigureRow, useDays, useUrlParam } from '#platform/web/kit/index.ts';
import type { FigureKey } from '../../contract.ts';
import { usage } from '../api.ts';
import { useFigureProps } from './use-figure-props.ts';

const SHOWN: readonly FigureKey[] = ['visits', 'visitors', 'pageViews', 'bounceRate', 'averageVisitSeconds'];

/** The figures of a site; each opens onto its records. */
export function ReportFigures({ code, compare }: { code: number; compare: boolean }) {
  const days = useDays();
  const [segment] = useUrlParam('segment');
  const asked = { ...days, ...(segment && { segment }) };
  const propsOf = useFigureProps();
  const { data, error, refetch } = useQuery({
    ...usage.getFigures.query({ params: { code }, query: { ...asked, compare: String(compare) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <FigureRow>
      {SHOWN.map((key) => (
        <Figure
          key={key}
          {...propsOf(key, data?.figures)}
          to={`/sites/${code}/hits?${new URLSearchParams({ ...asked, figure: key })}`}
          error={error ?? undefined}
          retry={() => void refetch()}
        />
      ))}
    </FigureRow>
  );
}
