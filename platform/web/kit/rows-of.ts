import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Rows } from './props.ts';

interface PageOf<Row> {
  rows: Row[];
  next?: string | null;
  total?: number | null;
}

/** An infinite query as the list wants it: `<List {...rowsOf(useInfiniteQuery(usage.listSites.pages()))} … />` */
export function rowsOf<Row>(query: UseInfiniteQueryResult<InfiniteData<PageOf<Row>>>): Rows<Row> {
  return {
    rows: query.data?.pages.flatMap((page) => page.rows),
    total: query.data?.pages[0]?.total ?? null,
    error: query.error ?? undefined,
    retry: () => void query.refetch(),
    loadMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}
