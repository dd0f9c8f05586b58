import type { Found } from '#platform/web/module.ts';
import { directory } from './api.ts';

/** Shown of each kind. */
const MOST = 6;

/** Agencies of today for `Ctrl K`, by name or code. @throws ApiProblem */
export async function findAgencies(q: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await directory.listAgencies.query({ query: { q, limit: MOST } }).queryFn({ signal });
  return rows.map(({ id, name, code, parent }) => ({
    key: id,
    title: name,
    hint: [code, parent?.shortName].filter(Boolean).join(' · '),
    path: `/agencies/${id}`,
  }));
}

/** People for `Ctrl K`, each with the first post. @throws ApiProblem */
export async function findPeople(q: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await directory.listPeople.query({ query: { q, limit: MOST } }).queryFn({ signal });
  return rows.map(({ id, name, assignments: [first] }) => ({
    key: id,
    title: name,
    hint: first && `${first.position}, ${first.agency.shortName}`,
    path: `/people?open=${id}`,
  }));
}
