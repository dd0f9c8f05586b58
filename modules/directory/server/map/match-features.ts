import type { BoundaryFeature } from '../../contract.ts';

export interface Matched {
  /** The property that bears the code; null where none does. */
  property: string | null;
  /** Features by the agency's id. A later one for the same agency is taken together with the first. */
  byAgency: Map<string, BoundaryFeature[]>;
  /** What the other features call themselves. */
  unmatched: string[];
}

/**
 * Finds the agency of each feature. Files name the code differently (`code`, `ma_xa`, `MAXA`): the property is taken of
 * which most values are statistics codes of agencies. Numbers are read as texts with the zeros in front put back.
 */
export function matchFeatures(
  features: readonly BoundaryFeature[],
  agencyByCode: ReadonlyMap<string, string>,
): Matched {
  const digits = Math.max(0, ...[...agencyByCode.keys()].map((code) => code.length));
  const codeOf = (value: unknown) =>
    typeof value === 'number' ? String(value).padStart(digits, '0') : typeof value === 'string' ? value.trim() : '';
  const hits = new Map<string, number>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (agencyByCode.has(codeOf(value))) hits.set(name, (hits.get(name) ?? 0) + 1);
    }
  }
  const [property = null] = [...hits].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const byAgency = new Map<string, BoundaryFeature[]>();
  const unmatched: string[] = [];
  for (const feature of features) {
    const id = property === null ? undefined : agencyByCode.get(codeOf(feature.properties?.[property]));
    if (id === undefined) unmatched.push(labelOf(feature));
    else byAgency.set(id, [...(byAgency.get(id) ?? []), feature]);
  }
  return { property, byAgency, unmatched };
}

function labelOf({ properties }: BoundaryFeature): string {
  const values = Object.values(properties ?? {}).filter((value) => ['string', 'number'].includes(typeof value));
  return values.slice(0, 3).join(' · ').slice(0, 120) || '—';
}
