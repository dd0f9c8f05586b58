import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { CHANGED } from './cache.ts';

/** Changes of agencies and people are heard by who reads agencies; those of plans, by who plans. */
export async function mayHear({ actor }: Context, topic: string): Promise<boolean> {
  if (topic === CHANGED) return may(actor, 'directory.agency.read');
  return topic.startsWith('directory.reorganisation:') && may(actor, 'directory.reorganisation.write');
}
