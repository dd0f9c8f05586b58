import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { AgencyLevel, Period } from '../../contract.ts';
import { fold } from '../names/fold.ts';
import type { DirectoryTables } from '../tables.ts';
import { findKnownAgencies } from './imports.repo.ts';

export interface KnownAgency {
  id: string;
  name: string;
  level: AgencyLevel;
  period: Period;
}

/** Agencies as a file may name them: by a code of any system, by name, by short name; accents and case do not matter. */
export interface KnownAgencies {
  byId(id: string): KnownAgency | undefined;
  byCode(code: string): readonly KnownAgency[];
  byName(name: string): readonly KnownAgency[];
}

/** Read once for a file: a hundred thousand agencies take some 30 MB while it is checked. */
export async function knownAgencies(ctx: Context): Promise<KnownAgencies> {
  const { agencies, names, codes } = await findKnownAgencies(ctx.platform.db as Kysely<DirectoryTables>);
  const ids = new Map(agencies.map((agency) => [agency.id, agency]));
  const nameKeys = names.flatMap(({ agencyId, name, shortName }): [string, string][] => [
    [fold(name), agencyId],
    [fold(shortName), agencyId],
  ]);
  const byName = group(nameKeys, ids);
  const byCode = group(
    codes.map(({ agencyId, code }): [string, string] => [code.toUpperCase(), agencyId]),
    ids,
  );
  return {
    byId: (id) => ids.get(id),
    byCode: (code) => byCode.get(code.trim().toUpperCase()) ?? [],
    byName: (name) => byName.get(fold(name)) ?? [],
  };
}

function group(
  pairs: readonly (readonly [string, string])[],
  ids: ReadonlyMap<string, KnownAgency>,
): ReadonlyMap<string, KnownAgency[]> {
  const found = new Map<string, Set<KnownAgency>>();
  for (const [key, id] of pairs) {
    const agency = ids.get(id);
    if (!agency) continue;
    const one = found.get(key) ?? new Set();
    found.set(key, one.add(agency));
  }
  return new Map([...found].map(([key, set]) => [key, [...set]]));
}
