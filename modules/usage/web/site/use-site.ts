import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { usage } from '../api.ts';

/** The number of the site in the address. What is no number leads to *there is no such site*. */
export function useSiteCode(): number {
  const { code } = useParams({ strict: false }) as { code?: string };
  return Number(code);
}

export function useSite() {
  const code = useSiteCode();
  return useQuery(usage.getSite.query({ params: { code } }));
}
