import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import { type Actor, requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { ServerModule } from '../module.ts';
import type { Platform } from '../platform.ts';
import type { LiveEvent } from './events.ts';
import { type LiveStates, openStates, type StateChannels } from './live-states.ts';
import { type OpenStream, openStream } from './open-stream.ts';

const TOPICS_MOST = 50;
const query = z.object({ topics: z.string().min(1).max(2_000) });
/** Streams of one session at a time: some windows, each with a few. The oldest gives way. */
const STREAMS_OF_SESSION = 24;
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 1_000;

/** For the API's document. What is asked for is looked at by {@link topicsOf}, which says how to mend it. */
const schema = {
  operationId: 'platform.events',
  tags: ['platform'],
  summary: 'Live events of these topics, as server-sent events',
  description:
    'Anyone who is signed in may call this; each topic only who may read what it is about. `event: ready` (with the ' +
    'number of the present), then `event: change` with `{"topic", "payload"}`; `id:` is its number. Who comes back with ' +
    '`Last-Event-ID` first gets what was missed, or `event: reset`: read all anew. A topic that its listeners see alike ' +
    'sends `event: state` with `{"topic", "now", "state"}` instead, at the beginning and after each change.',
  querystring: z.object({
    topics: z.string().optional().describe(`From 1 to ${TOPICS_MOST}, parted by commas: usage.board,usage.site:1`),
  }),
  response: { 200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } } },
};

export interface StreamParts {
  modules: readonly ServerModule[];
  /** Who a request's cookie is now. */
  whoIs(cookie: string | undefined): Promise<Actor>;
  /** Between two looks whether the listener may still hear. */
  heartbeatMs?: number;
}

/**
 * `GET /api/events?topics=usage.board,usage.site:1`: server-sent events for a signed-in person, only of topics that
 * their modules let this person hear. `id:` is the event's number; who comes back with `Last-Event-ID` first gets what
 * was missed, or `event: reset` where that is no longer known. With each heartbeat it is asked anew who listens: a
 * session that has ended and a right that was taken away end the stream.
 *
 * Topics with a state (`LiveStates`) send it at the beginning and after each change, the latest only: nothing need be
 * resumed. `now` is the server's clock as it sends, by which screens correct their own.
 */
export function addEventStream(
  app: FastifyInstance,
  { modules, whoIs, heartbeatMs = HEARTBEAT_MS }: StreamParts,
): void {
  const bySession = new Map<string, Set<OpenStream>>();
  const states = new WeakMap<Platform, StateChannels>();
  const channelsOf = (platform: Platform): StateChannels => {
    const known = states.get(platform) ?? openStates(platform);
    states.set(platform, known);
    return known;
  };
  app.addHook('preClose', async () => {
    for (const stream of [...bySession.values()].flatMap((streams) => [...streams])) stream.end();
  });

  /** Keeps the stream alive for as long as its person may hear. Answers how to forget it. */
  function keep(ctx: Context, sessionId: string, stream: OpenStream, mayHear: () => Promise<boolean>): () => void {
    const streams = bySession.get(sessionId) ?? new Set();
    bySession.set(sessionId, streams.add(stream));
    if (streams.size > STREAMS_OF_SESSION) [...streams][0]?.end();
    const beat = async (): Promise<void> => {
      // While the database is away nobody can be asked: who might hear a moment ago goes on.
      const may = await mayHear().catch((error: unknown) => {
        ctx.platform.log.warn({ err: error }, 'who listens to events could not be asked');
        return true;
      });
      // An event as well as a comment: a screen that hears nothing for long knows that its line is dead.
      if (may) stream.write(': still here\nevent: beat\ndata: {}\n\n');
      else stream.end();
    };
    // Not all at once, where many came at once.
    const heartbeat = setInterval(() => void beat(), heartbeatMs * (0.8 + 0.4 * Math.random()));
    return () => {
      clearInterval(heartbeat);
      streams.delete(stream);
      if (streams.size === 0) bySession.delete(sessionId);
    };
  }

  const errors = ['platform.forbidden'];
  // By session: all screens of an office may come from one address, and after a lost line they come at once.
  const keyGenerator = ({ ctx, ip }: FastifyRequest): string =>
    ctx.actor.kind === 'person' ? ctx.actor.sessionId : ip;
  const rateLimit = { max: 120, timeWindow: '1 minute', keyGenerator };
  const config = { access: { kind: 'signed-in' }, errors, rateLimit } as const;
  app.get('/api/events', { config, schema, exposeHeadRoute: false }, async (request, reply) => {
    const { ctx } = request;
    const { sessionId } = requirePerson(ctx);
    const topics = topicsOf(request);
    const hearing = await hearingOf(ctx, modules, topics);
    if (hearing.forbidden !== undefined) {
      throw platformErrors.fail('platform.forbidden', { detail: `The topic ${hearing.forbidden} is not open to you.` });
    }
    const plain = new Set(topics.filter((topic) => !hearing.states.has(topic)));
    const waiting: LiveEvent[] = [];
    let send: (event: LiveEvent) => void = (event) => void waiting.push(event);
    // Listening begins before the past is read, so that nothing falls between the two.
    const unlisten = ctx.platform.events.listen((event) => {
      if (plain.has(event.topic)) send(event);
    });
    let forget = unlisten;
    const stream = openStream(reply, () => forget());
    const seen = followStates(channelsOf(ctx.platform), stream);
    const release = keep(ctx, sessionId, stream, async () => {
      const actor = await whoIs(request.headers.cookie);
      if (actor.kind !== 'person') return false;
      const now = await hearingOf({ ...ctx, actor }, modules, topics);
      if (now.forbidden === undefined) seen.follow(now.states);
      return now.forbidden === undefined;
    });
    forget = () => {
      unlisten();
      seen.end();
      release();
    };
    try {
      send = await resume(ctx, request, [...plain], stream);
      for (const event of waiting) send(event);
      seen.follow(hearing.states);
    } catch (error) {
      // The answer has begun, so no problem can be told any more: the screen comes back by itself.
      request.log.warn({ err: error }, 'a stream of events could not begin');
      stream.end();
    }
    return reply;
  });
}

/** Sends where the stream stands and what was missed; answers how the next events are sent, each once and in order. */
async function resume(ctx: Context, request: FastifyRequest, topics: readonly string[], stream: OpenStream) {
  const { events } = ctx.platform;
  // Screens that lost the line together do not come back together.
  const retry = `retry: ${RETRY_MS + Math.round(RETRY_MS * Math.random())}\n`;
  if (topics.length === 0) {
    // States are told whole: there is no place in the past.
    stream.write(`${retry}event: ready\ndata: {}\n\n`);
    return () => {};
  }
  const given = request.headers['last-event-id'];
  const last = Number(given);
  const resumes = given !== undefined && Number.isSafeInteger(last) && last >= 0;
  const missed = resumes ? await events.since(last, topics) : [];
  const continues = resumes && missed !== null;
  // The number of the present goes out at once: who loses the line before the first event can still resume.
  const id = continues ? last : await events.lastId();
  stream.write(`${retry}id: ${id}\nevent: ${missed === null ? 'reset' : 'ready'}\ndata: {}\n\n`);
  let sent = continues ? last : 0;
  const send = ({ id: eventId, topic, payload }: LiveEvent): void => {
    if (eventId <= sent) return;
    sent = eventId;
    stream.write(`id: ${eventId}\nevent: change\ndata: ${JSON.stringify({ topic, payload })}\n\n`);
  };
  for (const event of missed ?? []) send(event);
  return send;
}

/** @throws platform.input_invalid */
function topicsOf(request: FastifyRequest): string[] {
  const parsed = query.safeParse(request.query);
  const topics = parsed.success ? [...new Set(parsed.data.topics.split(','))] : [];
  if (topics.length > 0 && topics.length <= TOPICS_MOST) return topics;
  const message = `Name from 1 to ${TOPICS_MOST} topics, parted by commas.`;
  throw platformErrors.fail('platform.input_invalid', {
    fields: [{ path: 'query.topics', code: 'topics', message, values: { maximum: TOPICS_MOST } }],
  });
}

/** How the caller hears these topics: the first that they may not hear, and those that carry a state. */
interface Hearing {
  forbidden: string | undefined;
  states: ReadonlyMap<string, { audience: string; source: LiveStates }>;
}

async function hearingOf(ctx: Context, modules: readonly ServerModule[], topics: readonly string[]): Promise<Hearing> {
  const states = new Map<string, { audience: string; source: LiveStates }>();
  for (const topic of topics) {
    const module = modules.find(({ name }) => topic.startsWith(`${name}.`));
    const audience = await module?.states?.audience(ctx, topic);
    if (module?.states && typeof audience === 'string') states.set(topic, { audience, source: module.states });
    else if (audience === null || !(await module?.mayHear?.(ctx, topic))) return { forbidden: topic, states };
  }
  return { forbidden: undefined, states };
}

/** Sends the states of topics, as the audience that the listener belongs to now. */
function followStates(channels: StateChannels, stream: OpenStream) {
  const joined = new Map<string, { audience: string; leave: () => void }>();
  let ended = false;
  return {
    follow(wanted: Hearing['states']): void {
      if (ended) return;
      for (const [topic, { audience, source }] of wanted) {
        const before = joined.get(topic);
        if (before?.audience === audience) continue;
        before?.leave();
        const leave = channels.join(topic, audience, source, (event) => stream.write(event));
        joined.set(topic, { audience, leave });
      }
    },
    end(): void {
      ended = true;
      for (const { leave } of joined.values()) leave();
    },
  };
}
