import type { Context } from '../context.ts';
import type { Platform } from '../platform.ts';

/**
 * Topics whose listeners all look at the same thing. Instead of a hint, after which each of them would ask again, an event
 * carries what there is to see: worked out once a change, process and audience, however many listen.
 */
export interface LiveStates {
  /**
   * The audience that the caller belongs to; null when they may not hear the topic, undefined when the topic is an
   * ordinary one.
   */
  audience(ctx: Context, topic: string): Promise<string | null | undefined>;
  /** What this audience sees now. It holds nothing of one listener, and no present time. */
  state(platform: Platform, topic: string, audience: string): Promise<object>;
}

/** Takes a state as a whole event of a stream; the bytes are shared by all who get it. */
export type StateListener = (event: Buffer) => void;

export interface StateChannels {
  /** Gives the state now and after every change, the latest only. Answers the way to end it. */
  join(topic: string, audience: string, states: LiveStates, listener: StateListener): () => void;
}

interface Channel {
  topic: string;
  audience: string;
  states: LiveStates;
  listeners: Set<StateListener>;
  /** What was told last; null before the first. */
  told: Buffer | null;
  working: boolean;
  /** Something happened while the state was worked out. */
  stale: boolean;
}

const AGAIN_MS = 1_000;

/** `now` is the server's clock as it sends, by which screens correct their own. */
function eventOf({ now }: Platform, topic: string, state: Buffer): Buffer {
  const head = `event: state\ndata: {"topic":${JSON.stringify(topic)},"now":"${now().toISOString()}","state":`;
  return Buffer.concat([Buffer.from(head), state, Buffer.from('}\n\n')]);
}

/** The states that one process tells. Nothing is kept of a topic to which nobody listens. */
export function openStates(platform: Platform): StateChannels {
  const channels = new Map<string, Map<string, Channel>>();
  platform.events.listen(({ topic }) => {
    for (const channel of channels.get(topic)?.values() ?? []) void work(channel);
  });

  /** Works the state out, and again for as long as something happens meanwhile: a burst of changes costs two. */
  async function work(channel: Channel): Promise<void> {
    channel.stale = true;
    if (channel.working) return;
    channel.working = true;
    try {
      while (channel.stale && channel.listeners.size > 0) {
        channel.stale = false;
        const state = await channel.states.state(platform, channel.topic, channel.audience);
        channel.told = Buffer.from(JSON.stringify(state));
        const event = eventOf(platform, channel.topic, channel.told);
        for (const listener of channel.listeners) listener(event);
      }
    } catch (error) {
      platform.log.warn({ err: error, topic: channel.topic }, 'a live state could not be worked out');
      setTimeout(() => void work(channel), AGAIN_MS).unref();
    } finally {
      channel.working = false;
    }
  }

  function channelOf(topic: string, audience: string, states: LiveStates): Channel {
    const audiences = channels.get(topic) ?? new Map<string, Channel>();
    channels.set(topic, audiences);
    const known = audiences.get(audience);
    if (known) return known;
    const fresh = { listeners: new Set<StateListener>(), told: null, working: false, stale: false };
    const channel: Channel = { topic, audience, states, ...fresh };
    audiences.set(audience, channel);
    return channel;
  }

  return {
    join(topic, audience, states, listener) {
      const channel = channelOf(topic, audience, states);
      channel.listeners.add(listener);
      // While it is worked out (anew), that one comes soon.
      if (!channel.working) {
        if (channel.told === null) void work(channel);
        else listener(eventOf(platform, topic, channel.told));
      }
      return () => {
        channel.listeners.delete(listener);
        if (channel.listeners.size > 0) return;
        const audiences = channels.get(topic);
        if (audiences?.get(audience) === channel) audiences.delete(audience);
        if (audiences?.size === 0) channels.delete(topic);
      };
    },
  };
}
