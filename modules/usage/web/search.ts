import type { Found } from '#platform/web/module.ts';
import { usage } from './api.ts';

const MOST = 6;

/** Sites for `Ctrl K`, by name, code or host. @throws ApiProblem */
export async function findSites(q: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await usage.listSites.query({ query: { q, limit: MOST } }).queryFn({ signal });
  return rows.map(({ id, code, name, owner }) => ({
    key: id,
    title: name,
    hint: owner.shortName,
    path: `/sites/${code}`,
  }));
}
