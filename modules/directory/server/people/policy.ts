import { type Actor, type Reach, scopeOf } from '#platform/server/auth/actor.ts';

const READ = 'directory.person.read';

/** May the actor read a person who has posts in these agencies today? Who has none is read by those who read all. */
export function canReadPerson(actor: Actor, agencyIds: readonly string[]): boolean {
  const scope = scopeOf(actor, READ);
  return scope === 'all' || agencyIds.some((id) => scope.has(id));
}

/**
 * The query twin of {@link canReadPerson}: the agencies whose people a list may show, within those asked for.
 * `all` only when all are asked for and all may be read.
 */
export function scopePeople(actor: Actor, asked: Reach): Reach {
  const scope = scopeOf(actor, READ);
  if (scope === 'all') return asked;
  if (asked === 'all' || asked === scope) return scope;
  return new Set([...asked].filter((id) => scope.has(id)));
}
