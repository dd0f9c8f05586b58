import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Where browsers reach the own media server: below our own address, so that certificate and headers are the same. */
export const SIGNAL_PATH = '/media';
/** Only the doors of clients; its administration stays on this machine. */
const CLIENT_DOOR = /^\/media(\/rtc(?:\/v1)?(?:\/validate)?)(\?|$)/;
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host']);

/** Lets clients of the own media server through to it; `target` answers null while there is none. */
export function signalProxy(target: () => string | null) {
  return {
    /** Why a line was refused is asked over HTTP. */
    rawHandler(request: IncomingMessage, response: ServerResponse): boolean {
      const path = innerPath(request.url);
      if (path === null) return false;
      const url = target();
      if (url === null || request.method !== 'GET') {
        response.writeHead(url === null ? 503 : 405).end();
        return true;
      }
      const inner = ask(new URL(path, url), { headers: plainHeaders(request) }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, {
          'Content-Type': answer.headers['content-type'] ?? 'text/plain',
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
        });
        answer.pipe(response);
      });
      inner.once('error', () => response.writeHead(502).end());
      inner.end();
      return true;
    },
    upgradeHandler(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      const path = innerPath(request.url);
      const url = target();
      if (path === null || url === null) return false;
      const { hostname, port } = new URL(url);
      const inner = connect(Number(port), hostname, () => {
        inner.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${rawHeaders(request)}\r\n`);
        inner.write(head);
        inner.pipe(socket).pipe(inner);
      });
      const cut = () => {
        inner.destroy();
        socket.destroy();
      };
      for (const end of [inner, socket]) end.once('error', cut).once('close', cut);
      return true;
    },
  };
}

function innerPath(url = ''): string | null {
  const found = CLIENT_DOOR.exec(url);
  return found && url.slice(SIGNAL_PATH.length);
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && name !== 'cookie');
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** As they came, without the session's cookie, which is none of the media server's business. */
function rawHeaders({ rawHeaders: raw }: IncomingMessage): string {
  let text = '';
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] as string;
    if (!['host', 'cookie'].includes(name.toLowerCase())) text += `${name}: ${raw[index + 1]}\r\n`;
  }
  return text;
}
