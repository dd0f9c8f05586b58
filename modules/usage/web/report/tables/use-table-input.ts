import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDays, useUrlParams } from '#platform/web/kit/index.ts';
import type { HitKind } from '../../../contract.ts';
import { useSiteCode } from '../../site/use-site.ts';

/** What every table of the report asks the server with, and how it is shown while it asks. */
export function useTableInput() {
  const code = useSiteCode();
  const days = useDays();
  const [{ q, segment }] = useUrlParams();
  return { params: { code }, query: { ...days, q, segment } };
}

export const KEEP = { placeholderData: keepPreviousData };

/** Opens the hits that a row of a table stands for. */
export function useOpenHits() {
  const code = useSiteCode();
  const days = useDays();
  const [{ segment }] = useUrlParams();
  const navigate = useNavigate();
  return (row: { path?: string; kind?: HitKind; subject?: string }) =>
    void navigate({ to: `/sites/${code}/hits`, search: { ...days, segment, ...row } as never });
}
