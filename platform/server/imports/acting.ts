import { z } from 'zod';
import { type PersonActor, type Reach, scopeOf } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { AnyImportKind } from './kind.ts';

const Stored = z.object({
  accountId: z.string(),
  personId: z.string(),
  name: z.string(),
  unitId: z.string().nullable(),
  assignmentId: z.string().optional(),
  onBehalfOf: z.object({ personId: z.string(), delegationId: z.string() }).optional(),
  reach: z.record(z.string(), z.union([z.literal('all'), z.array(z.string())])),
});
export type StoredActor = z.infer<typeof Stored>;

/** Who starts an import, as it is kept: hat, and the rights that the kind asks for. */
export function storeActor({ actor }: Context, kind: AnyImportKind): StoredActor {
  const held = kind.permissions.map((permission): [string, 'all' | string[]] => {
    const reach = scopeOf(actor, permission);
    return [permission, reach === 'all' ? reach : [...reach]];
  });
  const reach = Object.fromEntries(held);
  if (actor.kind !== 'person') return { accountId: '', personId: '', name: 'system', unitId: null, reach };
  const { accountId, personId, name, unitId, assignmentId, onBehalfOf } = actor;
  return {
    accountId,
    personId,
    name,
    unitId,
    ...(assignmentId && { assignmentId }),
    ...(onBehalfOf && { onBehalfOf }),
    reach,
  };
}

/** The job acts as the person who started it, with no right beyond those kept. */
export function actAs(ctx: Context, stored: unknown): Context {
  const { reach, assignmentId, onBehalfOf, ...who } = Stored.parse(stored);
  if (who.personId === '') return ctx;
  const actor: PersonActor = {
    kind: 'person',
    ...who,
    sessionId: '',
    ...(assignmentId !== undefined && { assignmentId }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    reach: new Map(
      Object.entries(reach).map(([name, units]): [string, Reach] => [name, units === 'all' ? units : new Set(units)]),
    ),
  };
  return { ...ctx, actor };
}
