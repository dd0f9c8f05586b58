import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type WebhookEvent, WebhookReceiver } from 'livekit-server-sdk';
import type { MediaHint } from '../media-port.ts';
import type { LiveKitKeys } from './livekit-port.ts';

const MOST_BYTES = 64 * 1024;

const KINDS: Partial<Record<WebhookEvent['event'], MediaHint['kind']>> = {
  participant_joined: 'joined',
  participant_left: 'left',
  participant_connection_aborted: 'left',
  track_published: 'changed',
  track_unpublished: 'changed',
};

export type HookHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Takes what a media server tells of its rooms. Only what is signed with our key is heard. */
export function hookHandler({ key, secret }: LiveKitKeys, tell: (hint: MediaHint) => void): HookHandler {
  const receiver = new WebhookReceiver(key, secret);
  return (request, response) => {
    if (Number(request.headers['content-length'] ?? Number.NaN) <= MOST_BYTES) {
      void receive(request).then((status) => response.writeHead(status).end());
    } else response.writeHead(413).end();
  };

  async function receive(request: IncomingMessage): Promise<number> {
    try {
      const event = await receiver.receive(await text(request), request.headers.authorization);
      const kind = KINDS[event.event];
      if (kind && event.room) tell({ room: event.room.name, identity: event.participant?.identity ?? null, kind });
      return 204;
    } catch {
      return 401;
    }
  }
}

/** A door for the own media server, on this machine only, so that it need not know where the node serves. */
export async function openHookDoor(handle: HookHandler): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
