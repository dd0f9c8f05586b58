import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type UrlParams = Partial<Record<string, string>>;

/** All filters of the screen, which live in the URL; and the way to change some. An empty or undefined value is taken out. */
export function useUrlParams(): [UrlParams, (changes: UrlParams) => void] {
  const params = useSearch({ strict: false }) as UrlParams;
  const navigate = useNavigate();
  const change = useCallback(
    (changes: UrlParams) => {
      const kept = (before: UrlParams) =>
        Object.fromEntries(
          Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== ''),
        );
      void navigate({ to: '.', search: kept as never, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [params, change];
}

/** One filter in the URL. `const [kind, setKind] = useUrlParam('kind')` */
export function useUrlParam(name: string, fallback = ''): [string, (value: string) => void] {
  const [params, change] = useUrlParams();
  const set = useCallback(
    (value: string) => change({ [name]: value === fallback ? undefined : value }),
    [change, name, fallback],
  );
  return [params[name] ?? fallback, set];
}
