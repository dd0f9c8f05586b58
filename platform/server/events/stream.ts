import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { ServerModule } from '../module.ts';
import type { LiveEvent } from './events.ts';

const query = z.object({ topics: z.string().min(1).max(2_000) });
const HEARTBEAT_MS = 20_000;
/** A screen that reads so slowly is cut off; it comes back and resumes. */
const MAX_WAITING_BYTES = 256 * 1024;

/**
 * `GET /api/events?topics=usage.board,usage.site:1`: server-sent events for a signed-in person, only of topics that
 * their modules let this person hear. `id:` is the event's number; who comes back with `Last-Event-ID` first gets what
 * was missed, or `event: reset` where that is no longer known.
 */
export function addEventStream(app: FastifyInstance, modules: readonly ServerModule[]): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  const config = { access: { kind: 'signed-in' }, rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
  app.get('/api/events', { config, exposeHeadRoute: false }, async (request, reply) => {
    const { ctx } = request;
    requirePerson(ctx);
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      throw platformErrors.fail('platform.input_invalid', {
        fields: [{ path: 'query.topics', code: 'required', message: 'Name the topics, parted by commas.' }],
      });
    }
    const topics = [...new Set(parsed.data.topics.split(','))];
    await requireHearing(ctx, modules, topics);
    const { events } = ctx.platform;
    const wanted = new Set(topics);
    const waiting: LiveEvent[] = [];
    let send: (event: LiveEvent) => void = (event) => void waiting.push(event);
    // Listening begins before the past is read, so that nothing falls between the two.
    const unlisten = events.listen((event) => {
      if (wanted.has(event.topic)) send(event);
    });

    reply.hijack();
    const { raw } = reply;
    const headers = reply.getHeaders();
    raw.writeHead(200, {
      ...(headers as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    const end = (): void => {
      clearInterval(heartbeat);
      unlisten();
      open.delete(end);
      raw.end();
    };
    open.add(end);
    raw.on('close', end);

    const last = Number(request.headers['last-event-id']);
    const resumes = Number.isSafeInteger(last) && last >= 0 && request.headers['last-event-id'] !== undefined;
    const missed = resumes ? await events.since(last, topics) : [];
    const now = await events.lastId();
    // The number of the present goes out at once: who loses the line before the first event can still resume.
    raw.write(
      `retry: 2000\nid: ${resumes && missed !== null ? last : now}\nevent: ${missed === null ? 'reset' : 'ready'}\ndata: {}\n\n`,
    );
    let sent = resumes && missed !== null ? last : 0;
    send = (event) => {
      if (event.id <= sent) return;
      sent = event.id;
      raw.write(
        `id: ${event.id}\nevent: change\ndata: ${JSON.stringify({ topic: event.topic, payload: event.payload })}\n\n`,
      );
      if (raw.writableLength > MAX_WAITING_BYTES) raw.destroy();
    };
    for (const event of [...(missed ?? []), ...waiting]) send(event);
    return reply;
  });
}

async function requireHearing(
  ctx: Context,
  modules: readonly ServerModule[],
  topics: readonly string[],
): Promise<void> {
  for (const topic of topics) {
    const module = modules.find(({ name }) => topic.startsWith(`${name}.`));
    if (!(await module?.mayHear?.(ctx, topic))) {
      throw platformErrors.fail('platform.forbidden', { detail: `The topic ${topic} is not open to you.` });
    }
  }
}
