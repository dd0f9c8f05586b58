/**
 * What the collector needs to know of a site. The registry keeps it in memory and gives the same object until the site
 * changes: the collector hangs what it works out of it (tables of names) on that object.
 */
export interface CollectedSite {
  /** The number that pages send as `idsite`. */
  code: number;
  state: 'open' | 'closed';
  /** Host names in lower case, without port and `www.`; `*.khanhhoa.gov.vn` covers every name below. */
  domains: readonly string[];
  /** True: pages of any host count. `domains` then only tells which referrers are the site itself. */
  anyHost: boolean;
  /** IANA name; a visit and a visitor end at midnight there. */
  timeZone: string;
  /** True where the part after `#` is a page of its own (older single-page programs). */
  keepFragment: boolean;
  /** Query parameters that do not make another page, beside the usual ones (session and click identifiers). */
  excludedParameters: readonly string[];
  /** Query parameters that hold the words of a search; empty switches it off. Usually DEFAULT_SEARCH_PARAMETERS. */
  searchParameters: readonly string[];
  searchCategoryParameters: readonly string[];
  /** Numbers of the site's goals; a conversion of another one is refused. Absent: any number is taken. */
  goals?: ReadonlySet<number>;
}

/**
 * Where the collector looks sites up. Every answer comes from memory, at once: it is asked for each hit. Whoever
 * implements it loads and refreshes ahead of need, so that a collector can run as a process of its own.
 */
export interface SiteRegistry {
  find(code: number): CollectedSite | undefined;
  /**
   * The random salt of a site's day (`2026-11-25`, in the site's zone), at least 16 bytes, the same for every
   * collector. Must be there for yesterday, today and tomorrow; undefined for days whose salt was destroyed.
   * While today's is missing, hits of the site are answered 503: they would count as other people.
   */
  saltOf(code: number, day: string): Buffer | undefined;
  /** May the bearer of this token give another address or an old time for a hit of this site? */
  acceptsToken(token: string, code: number): boolean;
}

export const DEFAULT_SEARCH_PARAMETERS: readonly string[] = [
  'q',
  'query',
  's',
  'search',
  'searchword',
  'k',
  'keyword',
  'keywords',
];
