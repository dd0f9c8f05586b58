import { platformErrors } from '../../errors.ts';
import type { Context } from '../context.ts';

/** The units (agencies) for which a permission is held: all of the node, or these. */
export type Reach = 'all' | ReadonlySet<string>;

export interface PersonActor {
  kind: 'person';
  accountId: string;
  personId: string;
  name: string;
  sessionId: string;
  /** How the session was opened, e.g. `password+code`. */
  method?: string;
  /** The agency whose hat the person wears. */
  unitId: string | null;
  /** The post that is this hat. */
  assignmentId?: string;
  /** Whose post it is, where somebody else lent it (ủy quyền): what is done is done in that person's name. */
  onBehalfOf?: { personId: string; delegationId: string };
  reach: ReadonlyMap<string, Reach>;
  /** A role asks for a second factor and there is none: no right holds until it is set up. */
  mustEnrol?: boolean;
}

export type Actor =
  | { kind: 'anonymous' }
  | PersonActor
  /** A job or a command; `name` stands in the audit. It may do all: what it does was decided by who started it. */
  | { kind: 'system'; name: string };

/**
 * Does the actor hold the permission, for this unit? Without a unit: anywhere at all.
 */
export function may(actor: Actor, permission: string, unitId?: string | null): boolean {
  const scope = scopeOf(actor, permission);
  if (scope === 'all') return true;
  return unitId === undefined ? scope.size > 0 : unitId !== null && scope.has(unitId);
}

/**
 * The units for which the actor holds the permission. The query twin of {@link may}: a list filtered by it shows
 * exactly the rows of which `may` says yes.
 */
export function scopeOf(actor: Actor, permission: string): Reach {
  if (actor.kind === 'system') return 'all';
  if (actor.kind === 'anonymous') return new Set();
  return actor.reach.get(permission) ?? new Set();
}

/**
 * First line of every verb that writes.
 * @throws platform.not_signed_in, platform.forbidden
 */
export function requirePermission(ctx: Context, permission: string, unitId?: string | null): void {
  if (ctx.actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  if (!may(ctx.actor, permission, unitId)) {
    throw platformErrors.fail('platform.forbidden', { detail: `The permission ${permission} is missing here.` });
  }
}

/** The person behind the act. @throws platform.not_signed_in */
export function requirePerson(ctx: Context): PersonActor {
  if (ctx.actor.kind !== 'person') throw platformErrors.fail('platform.not_signed_in');
  return ctx.actor;
}
