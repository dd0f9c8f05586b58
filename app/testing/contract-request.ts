import type { InjectOptions } from 'fastify';
import type { Kysely } from 'kysely';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { MountedRoute } from '#platform/server/http/mount.ts';
import { inputSchema, sampleInput } from './sample-input.ts';
import type { WholeNode } from './whole-node.ts';

/** What the contract asks for in the path; every identifier in it is `id`. */
export function sampleParams({ route }: MountedRoute, id: string): Record<string, unknown> {
  return (route.params ? sampleInput(inputSchema(route.params), id) : {}) as Record<string, unknown>;
}

/** The least request that the contract lets through, to this address; every identifier in it is `id`. */
export function contractRequest({ route }: MountedRoute, url: string, id: string): InjectOptions {
  const query = route.query && sampleInput(inputSchema(route.query), id);
  const payload = route.body && sampleInput(inputSchema(route.body), id);
  return {
    method: route.method,
    url,
    ...(query !== undefined && { query: query as Record<string, string> }),
    ...(payload !== undefined && { payload: payload as object }),
  };
}

/** How many rows the audit has: as many as before when nothing was done. */
export async function auditRows(node: WholeNode): Promise<number> {
  const { count } = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.audit')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
