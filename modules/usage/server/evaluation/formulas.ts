/** What is known of one site over one period, as counts that may be added up over sites. */
export interface SiteCounts {
  sites: number;
  connected: number;
  /** Sites whose duty date lies before the end of the period; of them, those that sent by that day. */
  due: number;
  dueKept: number;
  /** Days from the first hit on, up to the end of the period or yesterday; of them, those with a hit. */
  days: number;
  daysSent: number;
  visits: number;
  engagedVisits: number;
  phoneVisits: number;
  /** Searches of which the site told how many results there were; of them, those with results. */
  searches: number;
  searchesFound: number;
  /** Online services that sent any event, by code; of them, those with a filing (state 1). */
  services: number;
  servicesFiled: number;
}

export const NO_COUNTS: SiteCounts = {
  sites: 0,
  connected: 0,
  due: 0,
  dueKept: 0,
  days: 0,
  daysSent: 0,
  visits: 0,
  engagedVisits: 0,
  phoneVisits: 0,
  searches: 0,
  searchesFound: 0,
  services: 0,
  servicesFiled: 0,
};

export function addCounts(all: readonly SiteCounts[]): SiteCounts {
  const sum = { ...NO_COUNTS };
  for (const one of all) for (const key of Object.keys(sum) as (keyof SiteCounts)[]) sum[key] += one[key];
  return sum;
}

/**
 * Formulas by the name under which a definition asks for them. Names, texts, sources and dates of the rates stand in
 * `usage.rate_definition`: when a rule changes, a row is added there; a formula is added here only where none fits.
 */
const FORMULAS = {
  connected_sites: ({ connected, sites }) => [connected, sites],
  connected_on_time: ({ dueKept, due }) => [dueKept, due],
  days_with_hits: ({ daysSent, days }) => [daysSent, days],
  services_filed: ({ servicesFiled, services }) => [servicesFiled, services],
  searches_with_result: ({ searchesFound, searches }) => [searchesFound, searches],
  engaged_visits: ({ engagedVisits, visits }) => [engagedVisits, visits],
  phone_visits: ({ phoneVisits, visits }) => [phoneVisits, visits],
} satisfies Record<string, (counts: SiteCounts) => [numerator: number, denominator: number]>;

export type FormulaName = keyof typeof FORMULAS;
export const FORMULA_NAMES = Object.keys(FORMULAS) as FormulaName[];

export interface Parts {
  numerator: number;
  denominator: number;
  value: number | null;
}

export function partsOf(formula: FormulaName, counts: SiteCounts): Parts {
  const [numerator, denominator] = FORMULAS[formula](counts);
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

/** Places by value, the highest first; equals share one (1, 2, 2, 4); who has no value has none. */
export function ranksOf(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) =>
    value === null ? null : 1 + values.filter((other) => other !== null && other > value).length,
  );
}
