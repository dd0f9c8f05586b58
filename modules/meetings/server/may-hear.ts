import type { Context } from '#platform/server/context.ts';
import { mediaTopic, sessionTopic } from '../contract.ts';
import { requireSeat } from './sessions/seat.ts';

/** Whoever may see a session may hear of it. */
export async function mayHear(ctx: Context, topic: string): Promise<boolean> {
  const id = topic.slice(topic.indexOf(':') + 1);
  if ((topic !== sessionTopic(id) && topic !== mediaTopic(id)) || !/^[0-9a-f-]{36}$/.test(id)) return false;
  return await requireSeat(ctx, id).then(
    () => true,
    () => false,
  );
}
