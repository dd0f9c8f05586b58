import type { Context } from '#platform/server/context.ts';

/** Who acts, by name, for what people read later. */
export function nameOfActor({ actor }: Context): string {
  if (actor.kind === 'person') return actor.name;
  return actor.kind === 'system' ? actor.name : '';
}
