import type { FastifyReply } from 'fastify';

/** A screen that reads so slowly is cut off; it comes back and resumes. */
const MAX_WAITING_BYTES = 256 * 1024;

/** An answer that goes on: server-sent events to one screen. Once it has ended, writing does nothing. */
export interface OpenStream {
  write(text: string | Buffer): void;
  end(): void;
}

/** Takes the answer over from the framework. `onEnd` is called once, whoever ends it. */
export function openStream(reply: FastifyReply, onEnd: () => void): OpenStream {
  let ended = false;
  const { raw } = reply;
  const headers = reply.getHeaders() as Record<string, string>;
  reply.hijack();
  raw.writeHead(200, {
    ...headers,
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  const stream: OpenStream = {
    write(text) {
      if (ended) return;
      raw.write(text);
      if (raw.writableLength > MAX_WAITING_BYTES) raw.destroy();
    },
    end() {
      if (ended) return;
      ended = true;
      onEnd();
      raw.end();
    },
  };
  raw.on('close', stream.end);
  return stream;
}
