import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import { type Actor, requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { ServerModule } from '../module.ts';
import type { LiveEvent } from './events.ts';
import { type OpenStream, openStream } from './open-stream.ts';

const TOPICS_MOST = 50;
const query = z.object({ topics: z.string().min(1).max(2_000) });
/** Streams of one session at a time: some windows, each with a few. The oldest gives way. */
const STREAMS_OF_SESSION = 24;
const HEARTBEAT_MS = 20_000;

/** For the API's document. What is asked for is looked at by {@link topicsOf}, which says how to mend it. */
const schema = {
  operationId: 'platform.events',
  tags: ['platform'],
  summary: 'Live events of these topics, as server-sent events',
  description:
    'Anyone who is signed in may call this; each topic only who may read what it is about. `event: ready` (with the ' +
    'number of the present), then `event: change` with `{"topic", "payload"}`; `id:` is its number. Who comes back with ' +
    '`Last-Event-ID` first gets what was missed, or `event: reset`: read all anew.',
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
 */
export function addEventStream(
  app: FastifyInstance,
  { modules, whoIs, heartbeatMs = HEARTBEAT_MS }: StreamParts,
): void {
  const bySession = new Map<string, Set<OpenStream>>();
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
      if (may) stream.write(': still here\n\n');
      else stream.end();
    };
    const heartbeat = setInterval(() => void beat(), heartbeatMs);
    return () => {
      clearInterval(heartbeat);
      streams.delete(stream);
      if (streams.size === 0) bySession.delete(sessionId);
    };
  }

  const errors = ['platform.forbidden'];
  const config = { access: { kind: 'signed-in' }, errors, rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
  app.get('/api/events', { config, schema, exposeHeadRoute: false }, async (request, reply) => {
    const { ctx } = request;
    const { sessionId } = requirePerson(ctx);
    const topics = topicsOf(request);
    const forbidden = await forbiddenTopic(ctx, modules, topics);
    if (forbidden !== undefined) {
      throw platformErrors.fail('platform.forbidden', { detail: `The topic ${forbidden} is not open to you.` });
    }
    const mayHear = async (): Promise<boolean> => {
      const actor = await whoIs(request.headers.cookie);
      return actor.kind === 'person' && (await forbiddenTopic({ ...ctx, actor }, modules, topics)) === undefined;
    };
    const wanted = new Set(topics);
    const waiting: LiveEvent[] = [];
    let send: (event: LiveEvent) => void = (event) => void waiting.push(event);
    // Listening begins before the past is read, so that nothing falls between the two.
    const unlisten = ctx.platform.events.listen((event) => {
      if (wanted.has(event.topic)) send(event);
    });
    let forget = unlisten;
    const stream = openStream(reply, () => forget());
    const release = keep(ctx, sessionId, stream, mayHear);
    forget = () => {
      unlisten();
      release();
    };
    try {
      send = await resume(ctx, request, topics, stream);
      for (const event of waiting) send(event);
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
  const given = request.headers['last-event-id'];
  const last = Number(given);
  const resumes = given !== undefined && Number.isSafeInteger(last) && last >= 0;
  const missed = resumes ? await events.since(last, topics) : [];
  const continues = resumes && missed !== null;
  // The number of the present goes out at once: who loses the line before the first event can still resume.
  const id = continues ? last : await events.lastId();
  stream.write(`retry: 2000\nid: ${id}\nevent: ${missed === null ? 'reset' : 'ready'}\ndata: {}\n\n`);
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

/** The first topic that the caller may not hear; undefined when all are open. */
async function forbiddenTopic(
  ctx: Context,
  modules: readonly ServerModule[],
  topics: readonly string[],
): Promise<string | undefined> {
  for (const topic of topics) {
    const module = modules.find(({ name }) => topic.startsWith(`${name}.`));
    if (!(await module?.mayHear?.(ctx, topic))) return topic;
  }
  return undefined;
}
