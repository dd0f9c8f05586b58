import { keepPreviousData } from '@tanstack/react-query';
import { useDays, useUrlParams } from '#platform/web/kit/index.ts';
import { SiteKind, SiteState } from '../../contract.ts';

/** The filters of the board as the server takes them. A word in the address that is no kind or state is left out. */
export function useBoardQuery() {
  const [{ q, agency, kind, state, segment }] = useUrlParams();
  const days = useDays();
  return {
    query: {
      ...days,
      q,
      segment,
      agencyId: agency,
      kind: SiteKind.options.find((one) => one === kind),
      state: SiteState.options.find((one) => one === state),
    },
    keepRows: { placeholderData: keepPreviousData },
  };
}
