import type { UrlParams } from '../../use-url-param.ts';

/** What of the address is no filter: which record is open. */
const NO_FILTER = new Set(['open']);

/** What a view keeps of the address: filters, period, order. */
export function filtersOf(params: UrlParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => {
      const [name, value] = entry;
      return !NO_FILTER.has(name) && value !== undefined && value !== '';
    }),
  );
}

export function isSame(a: Record<string, string>, b: Record<string, string>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
