import type { Found } from '#platform/web/module.ts';
import { meetings } from './api.ts';

const MOST = 6;

/** Sessions for `Ctrl K`: those to come before those that were. @throws ApiProblem */
export async function findSessions(q: string, signal: AbortSignal): Promise<Found[]> {
  const ask = async (when: 'upcoming' | 'past') =>
    (await meetings.listSessions.query({ query: { q, when, limit: MOST } }).queryFn({ signal })).rows;
  const [upcoming, past] = await Promise.all([ask('upcoming'), ask('past')]);
  return [...upcoming, ...past].slice(0, MOST).map(({ id, title, body }) => ({
    key: id,
    title,
    hint: body.shortName,
    path: `/meetings/${id}`,
  }));
}

/** Bodies for `Ctrl K`. @throws ApiProblem */
export async function findBodies(q: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await meetings.listBodies.query({ query: { q, limit: MOST } }).queryFn({ signal });
  return rows.map(({ id, name, agency }) => ({ key: id, title: name, hint: agency.shortName, path: `/bodies/${id}` }));
}
